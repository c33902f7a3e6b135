package org.voiceagent.exporter.advice.fact;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FallbackCounts;
import org.voiceagent.exporter.call.FallbackReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Everything a rule may look at: one call, its configuration, our thresholds and the calls before.
 * What is unknown is {@link Double#NaN} or "", and is noted, so that {@link #unknowns} identifies
 * what a rule lacked. Used by one thread while it judges one call.
 */
@SuppressWarnings("EnumOrdinal") // tells fields apart in memory only
public final class RuleContext {
  private static final Change NO_CHANGE = new Change("", Double.NaN);

  private final CallSession session;
  private final CallConfiguration configuration;
  private final Thresholds thresholds;
  private final EarlierCalls earlier;
  private final Change change;

  private final Map<DerivedText, String> texts = new EnumMap<>(DerivedText.class);
  private Map<FallbackReason, Integer> fallbacks = Map.of();
  private boolean fallbacksCounted;
  private Optional<OptionalDouble> latencyLimitMs = Optional.empty();
  private String ruleFired = "";
  private long unknowns;

  /** A number that a key of the configuration is assumed to have instead of its own, or NaN. */
  private record Change(String key, double number) {}

  /**
   * @param session the call
   * @param configuration the configuration of that call
   * @param thresholds the limits that rules name
   * @param history the calls before it
   */
  public RuleContext(
      CallSession session,
      CallConfiguration configuration,
      Thresholds thresholds,
      RecentCalls history) {
    this(session, configuration, thresholds, new EarlierCalls(session, history), NO_CHANGE);
  }

  /** As above, for a call that shares its configuration with no other. */
  public RuleContext(CallSession session, Thresholds thresholds, RecentCalls history) {
    this(
        session,
        CallConfiguration.of(session.labels(), session.snapshot()),
        thresholds,
        new EarlierCalls(session, history),
        NO_CHANGE);
  }

  private RuleContext(
      CallSession session,
      CallConfiguration configuration,
      Thresholds thresholds,
      EarlierCalls earlier,
      Change change) {
    this.session = session;
    this.configuration = configuration;
    this.thresholds = thresholds;
    this.earlier = earlier;
    this.change = change;
  }

  /** The same call, as if its configuration had this value instead. */
  public RuleContext with(String key, SettingValue value) {
    double number = value.isNumber() ? value.number().doubleValue() : Double.NaN;
    return new RuleContext(session, configuration, thresholds, earlier, new Change(key, number));
  }

  /** The same call without those before it: it never changes, and may be kept for long. */
  public RuleContext alone() {
    return new RuleContext(
        session, configuration, thresholds, new EarlierCalls(session, RecentCalls.NONE), change);
  }

  /** Begins the judging of one rule: nothing is unknown yet. */
  public void begin() {
    unknowns = 0;
    ruleFired = "";
  }

  /** From here on, shares of calls are those in which this rule held. */
  public void fired(String ruleKey) {
    ruleFired = ruleKey;
  }

  /**
   * A number that stands for everything noted since {@link #begin}: where one rule finds the same
   * number again, it lacks the same things.
   */
  public long unknowns() {
    return unknowns;
  }

  /** Notes a step or a name that decides what a rule lacks. */
  public void note(int what) {
    unknowns = (unknowns + what) * 0x9E37_79B9_7F4A_7C15L;
    unknowns ^= unknowns >>> 32;
  }

  /** In what share of the last calls the rule held that has fired; NaN if they are too few. */
  public double share(LookBack lookBack) {
    if (!ruleFired.isEmpty()) {
      FiringCount firings = earlier.firings(ruleFired, lookBack);
      if (firings.isTelling()) {
        return firings.share();
      }
    }
    note(missingShare().hashCode());
    return Double.NaN;
  }

  /** What is missing where {@link #share} is unknown. */
  public String missingShare() {
    return ruleFired.isEmpty() ? "a rule that has fired" : FiringCount.FEWEST + " calls to compare";
  }

  /** The median of a measure over the last calls, this one included; NaN if too few tell it. */
  public double median(Measure measure, LookBack lookBack) {
    double median = earlier.median(measure, lookBack);
    if (Double.isNaN(median)) {
      note(measure.key().hashCode());
    }
    return median;
  }

  /** What is missing where {@link #median(Measure, LookBack)} is unknown. */
  public String missingMedian(Measure measure) {
    return FiringCount.FEWEST + " calls with " + measure.key();
  }

  /** What the call's files say. */
  public Facts facts() {
    return session.facts();
  }

  /** The call's pipeline, provider and model. */
  public LabelSet labels() {
    return session.labels();
  }

  /** The call. */
  public CallSession session() {
    return session;
  }

  /** The calls before this one. */
  public EarlierCalls earlier() {
    return earlier;
  }

  /** The latency that is normal for the call, in ms, or NaN; looked up once for all rules. */
  double latencyLimitMs() {
    if (latencyLimitMs.isEmpty()) {
      latencyLimitMs = Optional.of(thresholds.latencyLimitMs(session.labels()));
    }
    return latencyLimitMs.get().orElse(Double.NaN);
  }

  /** The limits that rules name. */
  public Thresholds thresholds() {
    return thresholds;
  }

  /** A number that the call gives, or NaN. */
  double number(CallNumber number) {
    double value = number.of(session).orElse(Double.NaN);
    if (Double.isNaN(value)) {
      note(number.needs().ordinal());
      note(session.facts().known(CallField.MEASURED_TURNS) ? 1 : 0);
    }
    return value;
  }

  /**
   * The number of a field, or NaN. Rules ask for these most, so it is not looked up in the registry
   * of {@link CallNumber}, which says the same.
   */
  public double number(CallField field) {
    double number = session.facts().number(field, Double.NaN);
    if (Double.isNaN(number)) {
      note(field.ordinal());
    }
    return number;
  }

  /** How many fallbacks had this reason; none counts as 0 only if the call counts fallbacks. */
  double fallbacks(FallbackReason reason) {
    Facts facts = session.facts();
    if (!facts.known(CallField.FALLBACKS) && !facts.known(CallField.FALLBACK_REASONS)) {
      return Double.NaN;
    }
    if (facts.number(CallField.FALLBACKS, Double.NaN) == 0) {
      return 0;
    }
    if (!fallbacksCounted) {
      fallbacks = FallbackCounts.byReason(facts);
      fallbacksCounted = true;
    }
    return fallbacks.getOrDefault(reason, 0);
  }

  /** The words of a derived text, folded; "" if unknown. Worked out once. */
  String folded(DerivedText text) {
    String known = texts.get(text);
    if (known == null) {
      known = text.text(this);
      known = known.isEmpty() ? "" : CodecName.folded(known);
      texts.put(text, known);
    }
    return known;
  }

  /** What served the call. */
  ServedBy servedBy() {
    return configuration.servedBy();
  }

  /** The key that chose what served the call, or "". */
  String chosenBy() {
    return configuration.chosenBy();
  }

  /** The configuration of the call, as its snapshot holds it. */
  public ConfigSnapshot snapshot() {
    return session.snapshot();
  }

  /** A key for what served the call; placeholders stay where that is unknown. */
  public String filled(String template) {
    return configuration.value(template).key();
  }

  /** The value of a key of the engine's configuration if it is a number, else NaN. */
  public double setting(String template) {
    ConfiguredValue value = configuration.value(template);
    if (!Double.isNaN(change.number()) && value.key().equals(change.key())) {
      return change.number();
    }
    if (Double.isNaN(value.number())) {
      note(value.missing().hashCode());
    }
    return value.number();
  }

  /** The value of a key of the engine's configuration as text, or "". */
  public String settingText(String template) {
    ConfiguredValue value = configuration.value(template);
    if (value.text().isEmpty()) {
      note(value.missing().hashCode());
    }
    return value.text();
  }

  /** The same with the spellings of a codec folded into one. */
  public String foldedSetting(String template) {
    return settingText(template).isEmpty() ? "" : configuration.value(template).folded();
  }

  /** What to report as missing where a key is unknown. */
  public String missingSetting(String template) {
    return configuration.value(template).missing();
  }

  /** The names directly below a key of the configuration, in order. */
  public SortedSet<String> namesUnder(String key) {
    return session.snapshot().namesUnder(key);
  }
}
