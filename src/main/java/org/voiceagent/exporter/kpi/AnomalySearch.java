package org.voiceagent.exporter.kpi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voiceagent.exporter.anomaly.Anomaly;
import org.voiceagent.exporter.anomaly.Cusum;
import org.voiceagent.exporter.anomaly.DatedValue;
import org.voiceagent.exporter.anomaly.DetectionMethod;
import org.voiceagent.exporter.anomaly.Ewma;
import org.voiceagent.exporter.anomaly.RobustZ;
import org.voiceagent.exporter.anomaly.Season;
import org.voiceagent.exporter.anomaly.Silence;

/**
 * Looks for what is unusual in the indicators of each pipeline: an odd hour or day, a drift or
 * shift over days that was noticed in the last week, and silence. Only hours and days that have
 * passed are judged. The pipelines with the most calls come first; beyond {@value #MOST_PIPELINES}
 * they are left out, which bounds the work and the number of series.
 */
public final class AnomalySearch {
  /** How many pipelines are looked at. */
  public static final int MOST_PIPELINES = 20;

  private static final Duration HISTORY = Duration.ofDays(90);

  /** Eight weeks for silence, after a silence of a week. */
  private static final Duration HOURS_COMPARED = Duration.ofDays(63);

  /** A drift or shift is news for so long. */
  private static final Duration NEWS = Duration.ofDays(7);

  private static final String PIPELINE = "pipeline_name";

  /** How many values a method needs before it can judge another one. */
  private static final int FEWEST_VALUES = 29;

  private static final Duration FEWEST_WEEKS = Duration.ofDays(22);

  /** The indicators that are judged: few enough that one false alarm stays rare. */
  private static final List<String> WATCHED =
      List.of(
          "aht_seconds",
          "containment_rate",
          "transfer_rate",
          "abandonment_rate",
          "error_rate",
          "fcr_stated_rate",
          "csat_mean",
          "response_latency_p50_seconds",
          "response_latency_p95_seconds",
          "wer_mean",
          "mos_engine_mean",
          "cache_hit_rate",
          "cost_per_call");

  /** The indicator that silence is about. */
  private static final String CALLS = "calls";

  private final KpiReports reports;

  /**
   * @param reports the history to look at
   */
  public AnomalySearch(KpiReports reports) {
    this.reports = reports;
  }

  /** One indicator of one pipeline over time. */
  private record Series(Kpi kpi, String pipeline, List<DatedValue> values) {}

  /** What was found so far. */
  private static final class Findings {
    private final List<KpiAnomaly> anomalies = new ArrayList<>();
    private final Set<AnomalyReport.Judged> judged = new HashSet<>();

    void judged(Series series, DetectionMethod method) {
      if (series.values().size() >= FEWEST_VALUES) {
        judged.add(new AnomalyReport.Judged(series.kpi().name(), series.pipeline(), method));
      }
    }

    void add(Series series, Anomaly anomaly) {
      anomalies.add(new KpiAnomaly(series.kpi(), series.pipeline(), anomaly));
    }
  }

  /** What is unusual now. */
  public AnomalyReport at(Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    List<String> all = pipelines(now);
    Findings findings = new Findings();
    for (String pipeline : all.subList(0, Math.min(MOST_PIPELINES, all.size()))) {
      for (Series series : series(pipeline, KpiQuery.DAY, now.minus(HISTORY), day)) {
        judgeDays(series, day, findings);
      }
      for (Series series : series(pipeline, KpiQuery.HOUR, hour.minus(HOURS_COMPARED), hour)) {
        if (series.kpi().name().equals(CALLS)) {
          judgeSilence(series, hour, findings);
        } else {
          judgeHours(series, hour, findings);
        }
      }
    }
    findings.anomalies.sort(
        Comparator.comparing(KpiAnomaly::pipelineName)
            .thenComparing(found -> found.kpi().id())
            .thenComparing(found -> found.anomaly().method()));
    return new AnomalyReport(
        now, findings.anomalies, findings.judged, Math.max(0, all.size() - MOST_PIPELINES));
  }

  private void judgeDays(Series series, Instant today, Findings findings) {
    if (!WATCHED.contains(series.kpi().name())) {
      return;
    }
    double least = leastScale(series.kpi());
    findings.judged(series, DetectionMethod.ROBUST_Z);
    findings.judged(series, DetectionMethod.EWMA);
    findings.judged(series, DetectionMethod.CUSUM);
    Instant yesterday = today.minus(1, ChronoUnit.DAYS);
    new RobustZ(Season.DAILY, least)
        .search(series.values(), yesterday)
        .forEach(odd -> findings.add(series, odd));
    Stream.of(new Ewma(least), new Cusum(least))
        .flatMap(method -> last(method.search(series.values())).stream())
        .filter(shift -> !shift.detectedAt().isBefore(today.minus(NEWS)))
        .forEach(shift -> findings.add(series, shift));
  }

  private void judgeHours(Series series, Instant hour, Findings findings) {
    findings.judged(series, DetectionMethod.ROBUST_Z);
    new RobustZ(Season.HOURLY, leastScale(series.kpi()))
        .search(series.values(), hour.minus(1, ChronoUnit.HOURS))
        .forEach(odd -> findings.add(series, odd));
  }

  private void judgeSilence(Series series, Instant hour, Findings findings) {
    Instant since = later(reports.hourlySince(), hour.minus(HOURS_COMPARED));
    if (since.isBefore(hour.minus(FEWEST_WEEKS))) {
      findings.judged(series, DetectionMethod.SILENCE);
      new Silence(series.values(), since)
          .at(hour)
          .ifPresent(silence -> findings.add(series, silence));
    }
  }

  /** The pipelines with calls, the one with the most calls first. */
  private List<String> pipelines(Instant now) {
    Map<String, Long> found = new TreeMap<>();
    KpiQuery query = new KpiQuery(now.minus(HISTORY), now, List.of(PIPELINE), Map.of());
    for (KpiRow row : reports.rows(query)) {
      long n = value(row, CALLS).map(KpiValue::n).orElse(0L);
      found.put(row.labels().getOrDefault(PIPELINE, ""), n);
    }
    return found.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Series> series(String pipeline, String step, Instant from, Instant to) {
    Instant first = later(from, step.equals(KpiQuery.HOUR) ? reports.hourlySince() : from);
    if (!first.isBefore(to)) {
      return List.of();
    }
    Map<String, Series> found = new LinkedHashMap<>();
    KpiQuery query = new KpiQuery(first, to, List.of(step), Map.of(PIPELINE, pipeline));
    for (KpiRow row : reports.rows(query)) {
      Instant at = Instant.parse(row.labels().getOrDefault(step, ""));
      for (KpiValue value : row.values()) {
        boolean wanted = WATCHED.contains(value.kpi().name()) || value.kpi().name().equals(CALLS);
        if (wanted && value.value().isPresent() && value.n() > 0) {
          String key = value.kpi().id() + ' ' + value.kpi().unit().label();
          found
              .computeIfAbsent(key, id -> new Series(value.kpi(), pipeline, new ArrayList<>()))
              .values()
              .add(new DatedValue(at, value.value().getAsDouble(), value.n()));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static Optional<KpiValue> value(KpiRow row, String name) {
    return row.values().stream().filter(value -> value.kpi().name().equals(name)).findFirst();
  }

  /** A deviation that is too small to be reported, however steady the figure was before. */
  private static double leastScale(Kpi kpi) {
    return switch (kpi.unit().format()) {
      case PERCENT -> 0.01;
      case SECONDS, SCORE -> 0.05;
      case COUNT, DECIMAL, MONEY -> 0;
    };
  }

  private static Optional<Anomaly> last(List<Anomaly> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
