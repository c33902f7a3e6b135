package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FallbackCounts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.report.CallReport;

/** The values of a call that code derives, because they are not a single field of it. */
enum Derivation implements Source<CallReport> {
  CALL("1 for each call", Occurs.ALWAYS, "", Derivation::call),
  SIMULATION(
      "1 if the engine says that there was no real caller",
      Occurs.IF_KNOWN,
      "",
      Derivation::simulation),
  END_TIMESTAMP(
      "when the call ended, or else when its summary was written, since 1970",
      Occurs.ALWAYS,
      "seconds",
      Derivation::endTimestamp),
  FALLBACKS_BY_REASON(
      "fallbacks from streaming, by reason",
      Occurs.SEVERAL,
      "",
      Derivation::fallbacksByReason,
      "reason"),
  SENTIMENT_BAND(
      "1 in the band of the call's sentiment score",
      Occurs.IF_KNOWN,
      "",
      Derivation::sentimentBand,
      "band"),
  TURN_LATENCIES(
      "the latency of each response; the average alone, once, if the engine gave only that",
      Occurs.SEVERAL,
      "milliseconds",
      Derivation::turnLatencies),
  RECOMMENDATIONS(
      "1 for each recommendation",
      Occurs.SEVERAL,
      "",
      Derivation::recommendations,
      "field",
      "severity",
      "recommendation_key"),
  RECOMMENDATION_COUNT(
      "how many recommendations the call got", Occurs.ALWAYS, "", Derivation::recommendationCount),
  DECIDED_EFFECTS(
      "1 for each change of the configuration whose effect was decided",
      Occurs.SEVERAL,
      "",
      Derivation::decidedEffects,
      "field",
      "verdict"),
  FINDINGS(
      "1 for each value or line of the call that was dropped",
      Occurs.SEVERAL,
      "",
      Derivation::findings,
      "field",
      "reason");

  /** What a finding is about if it is about no single field. */
  private static final Set<String> WHOLES = Set.of("line", "file", "snapshot");

  private final String description;
  private final Occurs occurs;
  private final String unit;
  private final BiConsumer<CallReport, Sink> reader;
  private final List<String> labels;

  Derivation(
      String description,
      Occurs occurs,
      String unit,
      BiConsumer<CallReport, Sink> reader,
      String... labels) {
    this.description = description;
    this.occurs = occurs;
    this.unit = unit;
    this.reader = reader;
    this.labels = List.of(labels);
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Occurs occurs() {
    return occurs;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public void read(CallReport report, Sink sink) {
    reader.accept(report, sink);
  }

  /** Only {@link #FINDINGS} counts dropped values. */
  @Override
  public void dropped(String source, Fault why, Sink sink) {
    if (this == FINDINGS) {
      finding(
          source,
          why == Fault.NEGATIVE ? Finding.Reason.NEGATIVE : Finding.Reason.NOT_FINITE,
          sink);
    }
  }

  private static void call(CallReport report, Sink sink) {
    sink.accept(1, List.of());
  }

  private static void simulation(CallReport report, Sink sink) {
    if (report.session().isSimulated()) {
      sink.accept(1, List.of());
    }
  }

  private static void endTimestamp(CallReport report, Sink sink) {
    sink.accept(report.session().endedAt().toEpochMilli() / 1000.0, List.of());
  }

  private static void fallbacksByReason(CallReport report, Sink sink) {
    FallbackCounts.byReason(facts(report))
        .forEach((reason, count) -> sink.accept(count, List.of(reason.label())));
  }

  private static void sentimentBand(CallReport report, Sink sink) {
    facts(report)
        .number(CallField.SENTIMENT_SCORE)
        .ifPresent(score -> sink.accept(1, List.of(SentimentBand.of(score).label())));
  }

  private static void turnLatencies(CallReport report, Sink sink) {
    Facts facts = facts(report);
    List<Double> each = facts.numbers(CallField.TURN_LATENCIES_MS);
    if (each.isEmpty()) {
      CallNumber.RESPONSE_LATENCY_MS
          .of(report.session())
          .ifPresent(latency -> sink.accept(latency, List.of()));
    }
    each.forEach(latency -> sink.accept(latency, List.of()));
  }

  private static void recommendations(CallReport report, Sink sink) {
    for (Recommendation said : report.advice().recommendations()) {
      sink.accept(1, List.of(said.field(), said.severity().label(), said.key()));
    }
  }

  private static void recommendationCount(CallReport report, Sink sink) {
    sink.accept(report.advice().recommendations().size(), List.of());
  }

  private static void decidedEffects(CallReport report, Sink sink) {
    for (Effect effect : report.decided()) {
      sink.accept(1, List.of(effect.field(), effect.verdict().label()));
    }
  }

  private static void findings(CallReport report, Sink sink) {
    report.session().findings().forEach(found -> finding(found.field(), found.reason(), sink));
  }

  /** One dropped value; a field that we do not know is counted as {@code other}. */
  private static void finding(String field, Finding.Reason reason, Sink sink) {
    boolean known = WHOLES.contains(field) || CallField.named(field).isPresent();
    sink.accept(1, List.of(known ? field : LabelSet.OTHER, reason.label()));
  }

  private static Facts facts(CallReport report) {
    return report.session().facts();
  }
}
