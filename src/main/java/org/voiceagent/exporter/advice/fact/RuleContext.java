package org.voiceagent.exporter.advice.fact;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FallbackCounts;
import org.voiceagent.exporter.call.FallbackReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Everything a rule may look at: one call, its configuration, our thresholds and the calls before.
 * Immutable, as long as no call is added to the history.
 */
public final class RuleContext {
  private static final String SNAPSHOT = "config_snapshot.yaml";
  private static final SettingValue NOTHING = new SettingValue("");

  private final CallSession session;
  private final Thresholds thresholds;
  private final RecentCalls history;
  private final ServedBy servedBy;
  private final Before before;
  private final Map<FallbackReason, Integer> fallbacks;
  private final String changedKey;
  private final SettingValue changedValue;
  private final String ruleKey;

  public RuleContext(CallSession session, Thresholds thresholds, RecentCalls history) {
    this(
        session,
        thresholds,
        history,
        ServedBy.of(session),
        new Before(),
        FallbackCounts.byReason(session.facts()),
        "",
        NOTHING,
        "");
  }

  private RuleContext(
      CallSession session,
      Thresholds thresholds,
      RecentCalls history,
      ServedBy servedBy,
      Before before,
      Map<FallbackReason, Integer> fallbacks,
      String changedKey,
      SettingValue changedValue,
      String ruleKey) {
    this.session = session;
    this.thresholds = thresholds;
    this.history = history;
    this.servedBy = servedBy;
    this.before = before;
    this.fallbacks = fallbacks;
    this.changedKey = changedKey;
    this.changedValue = changedValue;
    this.ruleKey = ruleKey;
  }

  /** The same call, had its configuration said this instead. */
  public RuleContext with(String key, SettingValue value) {
    return new RuleContext(
        session, thresholds, history, servedBy, before, fallbacks, key, value, ruleKey);
  }

  /** The same call, while one rule judges how much its finding matters. */
  public RuleContext judgedBy(String rule) {
    return new RuleContext(
        session, thresholds, history, servedBy, before, fallbacks, changedKey, changedValue, rule);
  }

  /** In what share of the last calls the rule held that judges now; unknown if too few. */
  public MaybeNumber share(LookBack span) {
    if (ruleKey.isEmpty()) {
      return MaybeNumber.missing("a rule that has fired");
    }
    FiringCount window = window(ruleKey, span);
    return window.isTelling()
        ? MaybeNumber.of(window.share())
        : MaybeNumber.missing(FiringCount.FEWEST + " calls to compare");
  }

  /** The median of a measure over the last calls, this one included; unknown if too few tell. */
  public MaybeNumber median(Measure measure, LookBack span) {
    double[] values =
        Stream.concat(
                Stream.of(measure.of(session)),
                before.calls(this, span.last() - 1).stream()
                    .takeWhile(call -> !call.endedAt().isBefore(span.from(session.endedAt())))
                    .map(call -> call.measures().get(measure)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    return values.length < FiringCount.FEWEST
        ? MaybeNumber.missing(FiringCount.FEWEST + " calls with " + measure.key())
        : MaybeNumber.of(RecentPerformance.median(values));
  }

  public Facts facts() {
    return session.facts();
  }

  public LabelSet labels() {
    return session.labels();
  }

  public CallSession session() {
    return session;
  }

  /** How often a rule held in this call, in which it does, and those before it. */
  public FiringCount window(String rule, LookBack span) {
    return span.equals(LookBack.USUAL)
        ? before.windows.computeIfAbsent(rule, key -> counted(key, span))
        : counted(rule, span);
  }

  private FiringCount counted(String rule, LookBack span) {
    int judged = 1;
    int fired = 1;
    Instant from = span.from(session.endedAt());
    for (Observation call : before.calls(this, span.last() - 1)) {
      if (call.endedAt().isBefore(from)) {
        break;
      }
      judged += call.unjudged().contains(rule) ? 0 : 1;
      fired += call.fired().contains(rule) ? 1 : 0;
    }
    return new FiringCount(judged, fired);
  }

  /** The calls before this one, looked up once for all rules. Used by one thread. */
  private static final class Before {
    private final Map<String, FiringCount> windows = new HashMap<>();
    private List<Observation> calls = List.of();
    private int asked;

    List<Observation> calls(RuleContext call, int most) {
      if (most > asked) {
        calls = call.history.last(call.session.labels(), call.session.endedAt(), most);
        asked = most;
      }
      return calls.subList(0, Math.min(most, calls.size()));
    }
  }

  /** The calls of all pipelines, providers and models. */
  public RecentCalls history() {
    return history;
  }

  public Thresholds thresholds() {
    return thresholds;
  }

  /** The number of one field of the call's summary. */
  public MaybeNumber number(CallField field) {
    return number(CallNumber.of(field));
  }

  /** A number that the call gives. */
  MaybeNumber number(CallNumber number) {
    OptionalDouble value = number.of(session);
    return value.isPresent()
        ? MaybeNumber.of(value.getAsDouble())
        : MaybeNumber.missing(new FieldFact(number.needs()).evidenceName());
  }

  /** How many fallbacks had this reason; none counts as 0 only if the call counts fallbacks. */
  public MaybeNumber fallbacks(FallbackReason reason) {
    boolean counted =
        session.facts().known(CallField.FALLBACKS)
            || session.facts().known(CallField.FALLBACK_REASONS);
    return counted
        ? MaybeNumber.of(fallbacks.getOrDefault(reason, 0))
        : MaybeNumber.missing(new FieldFact(CallField.FALLBACKS).evidenceName());
  }

  /** What answered the call. */
  public ServedBy servedBy() {
    return servedBy;
  }

  /** The configuration of the call. */
  public ConfigSnapshot snapshot() {
    return session.snapshot();
  }

  /** A key for what served the call; placeholders stay if unknown. */
  public String filled(String template) {
    return KeyTemplate.filled(template, servedBy);
  }

  /** The value of a dotted key of the engine's configuration, if it is a number. */
  public MaybeNumber setting(String template) {
    String key = filled(template);
    if (key.equals(changedKey) && changedValue.isNumber()) {
      return MaybeNumber.of(changedValue.number().doubleValue());
    }
    OptionalDouble number = session.snapshot().number(key);
    return number.isPresent()
        ? MaybeNumber.of(number.getAsDouble())
        : MaybeNumber.missing(nameOfMissing(key));
  }

  /** The value of a dotted key of the engine's configuration as text. */
  public Optional<String> settingText(String template) {
    return session.snapshot().text(filled(template)).filter(text -> !text.isBlank());
  }

  /** What to call a missing key: without any snapshot it is the file that is missing. */
  public String nameOfMissing(String template) {
    String key = filled(template);
    List<String> left = KeyTemplate.left(key);
    if (!left.isEmpty()) {
      return left.get(0);
    }
    return session.snapshot().isEmpty() ? SNAPSHOT : key;
  }

  public SortedSet<String> namesUnder(String key) {
    return session.snapshot().namesUnder(key);
  }
}
