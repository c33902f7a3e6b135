package org.voiceagent.exporter.advice.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;

/**
 * How the operator's own recent calls of one pipeline or provider went.
 *
 * @param calls how many of the newest calls gave their latency, from {@value #FEWEST} to 50
 * @param latencyMs the median of their response latencies, in ms
 * @param sentiment the median of their scores in [-1,1], if enough calls have one
 */
public record RecentPerformance(int calls, double latencyMs, OptionalDouble sentiment) {
  /** A median of fewer calls predicts little; this project's own choice. */
  public static final int FEWEST = 10;

  private static final int LAST = 50;

  /**
   * The figures of calls that ended before one, or empty if there are too few of them.
   *
   * @param whose which pipelines, providers and models
   */
  public static Optional<RecentPerformance> of(RuleContext call, Predicate<LabelSet> whose) {
    List<Observation> calls = newest(call, whose);
    double[] latencies = values(calls, Measure.RESPONSE_LATENCY_MS);
    if (latencies.length < FEWEST) {
      return Optional.empty();
    }
    double[] scores = values(calls, Measure.SENTIMENT);
    OptionalDouble sentiment =
        scores.length < FEWEST
            ? OptionalDouble.empty()
            : OptionalDouble.of(EarlierCalls.median(scores));
    return Optional.of(
        new RecentPerformance(latencies.length, EarlierCalls.median(latencies), sentiment));
  }

  /** The newest calls, over all sets of labels. This is the costliest part of judging a call. */
  private static List<Observation> newest(RuleContext call, Predicate<LabelSet> whose) {
    List<Observation> calls = new ArrayList<>(LAST);
    int sets = 0;
    for (LabelSet labels : call.earlier().labelSets()) {
      if (whose.test(labels)) {
        calls.addAll(call.earlier().last(labels, LAST));
        sets++;
      }
    }
    if (sets > 1) {
      calls.sort(Comparator.comparing(Observation::endedAt).reversed());
    }
    return calls.subList(0, Math.min(LAST, calls.size()));
  }

  /** Whether these calls were answered noticeably sooner, with no worse sentiment. */
  public boolean isBetterThan(RecentPerformance other) {
    boolean sooner = latencyMs <= other.latencyMs - Measure.RESPONSE_LATENCY_MS.leastDifference();
    boolean unhappier =
        sentiment.isPresent()
            && other.sentiment.isPresent()
            && sentiment.getAsDouble()
                <= other.sentiment.getAsDouble() - Measure.SENTIMENT.leastDifference();
    return sooner && !unhappier;
  }

  /** Such as {@code 900 ms at a sentiment of 0.2 (median of 50 calls)}. */
  public String words() {
    String mood = sentiment.isPresent() ? " at a sentiment of " + score().text() : "";
    return latency().text() + " ms" + mood + " (median of " + calls + " calls)";
  }

  /** Adds the figures to others, each name with a prefix. */
  public void addTo(Map<String, SettingValue> figures, String prefix) {
    figures.put(prefix + "_calls", SettingValue.of(calls));
    figures.put(prefix + "_response_latency_ms", latency());
    if (sentiment.isPresent()) {
      figures.put(prefix + "_sentiment", score());
    }
  }

  private SettingValue latency() {
    return SettingValue.of((double) Math.round(latencyMs));
  }

  private SettingValue score() {
    return SettingValue.of(Math.round(sentiment.orElse(0) * 100) / 100.0);
  }

  private static double[] values(List<Observation> calls, Measure measure) {
    double[] values = new double[calls.size()];
    int known = 0;
    for (Observation call : calls) {
      OptionalDouble value = call.measures().get(measure);
      if (value.isPresent()) {
        values[known++] = value.getAsDouble();
      }
    }
    return Arrays.copyOf(values, known);
  }
}
