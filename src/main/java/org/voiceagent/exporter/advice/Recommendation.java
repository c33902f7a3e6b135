package org.voiceagent.exporter.advice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.amount.Rationale;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Severity;

/**
 * One configuration key to change, to what, and why.
 *
 * @param key the rule's key; a fixed set, so it may label a metric
 * @param field the dotted YAML key to change, such as {@code streaming.low_watermark_ms}
 * @param severity how much it matters
 * @param current the value during the call, or empty if the snapshot does not tell
 * @param suggested the value to try
 * @param unit {@code ms} and the like, or "" if the value has none
 * @param direction {@code raise}, {@code lower} or {@code change}
 * @param reason one sentence for an operator
 * @param evidence the figures the rule looked at, in the order it did; numbers or short words
 * @param apply {@code reload} if the engine takes the change while it runs, else {@code restart}
 * @param file the file of the engine's configuration to put the change in
 * @param patch a YAML document with just this change
 * @param docs a path to the rule's documentation
 */
public record Recommendation(
    String key,
    String field,
    Severity severity,
    Optional<SettingValue> current,
    SettingValue suggested,
    String unit,
    String direction,
    String reason,
    Map<String, SettingValue> evidence,
    String apply,
    String file,
    String patch,
    String docs) {

  /** Copies the evidence and keeps its order. */
  public Recommendation {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** The same recommendation with another reason. */
  Recommendation withReason(String other) {
    return new Recommendation(
        key, field, severity, current, suggested, unit, direction, other, evidence, apply, file,
        patch, docs);
  }

  /** The same recommendation with why this value was chosen. */
  Recommendation onGrounds(Rationale grounds) {
    Map<String, SettingValue> all = new LinkedHashMap<>(evidence);
    all.putAll(grounds.figures());
    String said = grounds.words().isEmpty() ? reason : reason + " " + grounds.words();
    return new Recommendation(
        key, field, severity, current, suggested, unit, direction, said, all, apply, file, patch,
        docs);
  }

  /** The same recommendation, one severity lower if there is one. */
  Recommendation lessSevere() {
    Severity lower = severity == Severity.CRITICAL ? Severity.WARNING : Severity.INFO;
    return new Recommendation(
        key, field, lower, current, suggested, unit, direction, reason, evidence, apply, file,
        patch, docs);
  }

  /** In what share of the recent calls the rule held, in [0,1]; 0 if too few were looked at. */
  double shareOfCalls() {
    SettingValue affected = evidence.get("calls_affected");
    SettingValue calls = evidence.get("calls");
    return affected == null || calls == null
        ? 0
        : affected.number().doubleValue() / calls.number().doubleValue();
  }
}
