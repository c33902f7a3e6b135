package org.voiceagent.exporter.advice;

import java.util.Map;
import java.util.Optional;
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
 * @param apply {@code reload} if the engine takes the change while it runs, else {@code restart}
 * @param file the file of the engine's configuration to put the change in
 * @param docs a path to the rule's documentation
 * @param explanation the words that only a reader needs
 */
public record Recommendation(
    String key,
    String field,
    Severity severity,
    Optional<SettingValue> current,
    SettingValue suggested,
    String unit,
    String apply,
    String file,
    String docs,
    Explanation explanation) {

  /** A recommendation that is in words already; see the accessors of the same names. */
  public Recommendation(
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
    this(
        key,
        field,
        severity,
        current,
        suggested,
        unit,
        apply,
        file,
        docs,
        said(new Explanation.Words(direction, reason, evidence, patch)));
  }

  private static Explanation said(Explanation.Words words) {
    return new Explanation(() -> words);
  }

  /** {@code raise}, {@code lower} or {@code change}. */
  public String direction() {
    return explanation.words().direction();
  }

  /** One or more sentences for an operator. */
  public String reason() {
    return explanation.words().reason();
  }

  /** The figures the rule looked at, in order; numbers or short words. */
  public Map<String, SettingValue> evidence() {
    return explanation.words().evidence();
  }

  /** A YAML document with just this change. */
  public String patch() {
    return explanation.words().patch();
  }
}
