package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FallbackCounts;
import org.voiceagent.exporter.call.FallbackReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Everything a rule may look at: one call, its configuration, our thresholds and the calls before.
 * Immutable, as long as no call is added to the history.
 */
final class Situation {
  private static final String SNAPSHOT = "config_snapshot.yaml";
  private static final SettingValue NOTHING = new SettingValue("");

  private final CallSession session;
  private final Thresholds thresholds;
  private final RecentCalls history;
  private final Map<FallbackReason, Integer> fallbacks;
  private final String changedKey;
  private final SettingValue changedValue;

  Situation(CallSession session, Thresholds thresholds, RecentCalls history) {
    this(session, thresholds, history, FallbackCounts.byReason(session.facts()), "", NOTHING);
  }

  private Situation(
      CallSession session,
      Thresholds thresholds,
      RecentCalls history,
      Map<FallbackReason, Integer> fallbacks,
      String changedKey,
      SettingValue changedValue) {
    this.session = session;
    this.thresholds = thresholds;
    this.history = history;
    this.fallbacks = fallbacks;
    this.changedKey = changedKey;
    this.changedValue = changedValue;
  }

  /** The same call, had its configuration said this instead. */
  Situation with(String key, SettingValue value) {
    return new Situation(session, thresholds, history, fallbacks, key, value);
  }

  Facts facts() {
    return session.facts();
  }

  LabelSet labels() {
    return session.labels();
  }

  CallSession session() {
    return session;
  }

  /** The calls of the same pipeline, provider and model that ended before it, newest first. */
  List<Observation> before(int most) {
    return history.last(session.labels(), session.endedAt(), most);
  }

  /** The calls of all pipelines, providers and models. */
  RecentCalls history() {
    return history;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  Figure number(CallField field) {
    OptionalDouble number = session.facts().number(field);
    return number.isPresent() ? Figure.of(number.getAsDouble()) : Figure.missing(field.key());
  }

  /** How many fallbacks had this reason; none counts as 0 only if the call counts fallbacks. */
  Figure fallbacks(FallbackReason reason) {
    boolean counted =
        session.facts().known(CallField.FALLBACKS)
            || session.facts().known(CallField.FALLBACK_REASONS);
    return counted
        ? Figure.of(fallbacks.getOrDefault(reason, 0))
        : Figure.missing(CallField.FALLBACKS.key());
  }

  /** The value of a dotted key of the engine's configuration, if it is a number. */
  Figure setting(String key) {
    if (key.equals(changedKey) && changedValue.isNumber()) {
      return Figure.of(changedValue.number().doubleValue());
    }
    OptionalDouble number = session.snapshot().number(key);
    return number.isPresent()
        ? Figure.of(number.getAsDouble())
        : Figure.missing(nameOfMissing(key));
  }

  /** The value of a dotted key of the engine's configuration as text. */
  Optional<String> settingText(String key) {
    return session.snapshot().text(key).filter(text -> !text.isBlank());
  }

  /** What to call a missing key: without any snapshot it is the file that is missing. */
  String nameOfMissing(String key) {
    return session.snapshot().isEmpty() ? SNAPSHOT : key;
  }

  SortedSet<String> namesUnder(String key) {
    return session.snapshot().namesUnder(key);
  }
}
