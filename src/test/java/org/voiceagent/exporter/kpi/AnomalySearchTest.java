package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.anomaly.DetectionMethod;

/** What is found in the history of pipelines whose calls a test makes up, hour by hour. */
final class AnomalySearchTest {
  private static final Instant NOW = Instant.parse("2026-06-24T15:20:00Z");
  private static final Instant TODAY = NOW.truncatedTo(ChronoUnit.DAYS);
  private static final int DAYS = 80;

  /** The calls and the handle time of an hour, by how many days ago it was. */
  private interface Line {
    /** How many calls an hour has, and their mean handle time in seconds; 0 calls for none. */
    double[] hour(Instant hour, double daysAgo, Random random);
  }

  private static double[] usual(Instant hour, Random random) {
    int time = hour.atOffset(java.time.ZoneOffset.UTC).getHour();
    long calls = time >= 8 && time < 20 ? 15 + random.nextInt(10) : 0;
    return new double[] {calls, 60 + 2 * random.nextGaussian()};
  }

  /** Hours of several pipelines, answered as the real history does. */
  private static final class MadeUpHistory implements KpiReports {
    private static final Kpi CALLS = KpiCatalog.bundled().named("calls").orElseThrow();
    private static final Kpi HANDLE_TIME = KpiCatalog.bundled().named("aht_seconds").orElseThrow();

    private final Map<String, Map<Instant, double[]>> hours = new LinkedHashMap<>();
    private Instant hourlySince = TODAY.minus(Duration.ofDays(DAYS));

    MadeUpHistory with(String pipeline, long seed, Line line) {
      Random random = new Random(seed);
      Map<Instant, double[]> made = new TreeMap<>();
      Instant begin = TODAY.minus(Duration.ofDays(DAYS));
      for (Instant hour = begin; hour.isBefore(NOW); hour = hour.plus(1, ChronoUnit.HOURS)) {
        double ago = Duration.between(hour, NOW).toMinutes() / 1_440.0;
        double[] one = line.hour(hour, ago, random);
        if (one[0] > 0) {
          made.put(hour, one);
        }
      }
      hours.put(pipeline, made);
      return this;
    }

    @Override
    public Map<String, List<String>> labelValues() {
      return Map.of();
    }

    @Override
    public List<KpiRow> rows(KpiQuery query) {
      Map<Map<String, String>, double[]> groups = new LinkedHashMap<>();
      hours.forEach(
          (pipeline, made) ->
              made.forEach(
                  (hour, one) -> {
                    String wanted = query.where().getOrDefault("pipeline_name", pipeline);
                    boolean within = !hour.isBefore(query.from()) && hour.isBefore(query.to());
                    if (wanted.equals(pipeline) && within) {
                      double[] sum =
                          groups.computeIfAbsent(labels(query, pipeline, hour), l -> new double[2]);
                      sum[0] += one[0];
                      sum[1] += one[0] * one[1];
                    }
                  }));
      List<KpiRow> rows = new ArrayList<>();
      groups.forEach(
          (labels, sum) ->
              rows.add(
                  new KpiRow(
                      labels,
                      List.of(
                          new KpiValue(CALLS, OptionalDouble.of(sum[0]), (long) sum[0], ""),
                          new KpiValue(
                              HANDLE_TIME,
                              OptionalDouble.of(sum[1] / sum[0]),
                              (long) sum[0],
                              "")))));
      rows.sort(Comparator.comparing(row -> row.labels().toString()));
      return rows;
    }

    private static Map<String, String> labels(KpiQuery query, String pipeline, Instant hour) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String name : query.by()) {
        labels.put(
            name,
            switch (name) {
              case "hour" -> hour.toString();
              case "day" -> hour.truncatedTo(ChronoUnit.DAYS).toString();
              default -> pipeline;
            });
      }
      return labels;
    }

    @Override
    public Instant since() {
      return TODAY.minus(Duration.ofDays(DAYS));
    }

    @Override
    public Instant until() {
      return NOW;
    }

    @Override
    public Instant hourlySince() {
      return hourlySince;
    }
  }

  @Test
  void nothingIsUnusualOnLinesThatGoOnAsBefore() {
    MadeUpHistory history = new MadeUpHistory();
    for (int i = 0; i < 5; i++) {
      history.with("line-" + i, i, (hour, ago, random) -> usual(hour, random));
    }

    AnomalyReport report = new AnomalySearch(history).at(NOW);
    assertThat(report.anomalies()).isEmpty();
    assertThat(report.judged())
        .contains(
            new AnomalyReport.Judged("aht_seconds", "line-0", DetectionMethod.CUSUM),
            new AnomalyReport.Judged("aht_seconds", "line-4", DetectionMethod.ROBUST_Z),
            new AnomalyReport.Judged("calls", "line-2", DetectionMethod.SILENCE));
  }

  @Test
  void eachMethodFindsItsOwnOnTheRightPipeline() {
    MadeUpHistory history =
        new MadeUpHistory()
            .with("well", 1, (hour, ago, random) -> usual(hour, random))
            .with(
                "slower",
                2,
                (hour, ago, random) -> {
                  double[] one = usual(hour, random);
                  one[1] += ago < 6 ? 3 : 0;
                  return one;
                })
            .with(
                "odd-hour",
                3,
                (hour, ago, random) -> {
                  double[] one = usual(hour, random);
                  one[1] += ago < 2 / 24.0 ? 40 : 0;
                  return one;
                })
            .with(
                "silent",
                4,
                (hour, ago, random) -> {
                  double[] one = usual(hour, random);
                  one[0] = ago < 3.5 / 24 ? 0 : one[0];
                  return one;
                });

    List<KpiAnomaly> found = new AnomalySearch(history).at(NOW).anomalies();
    assertThat(found).extracting(KpiAnomaly::pipelineName).doesNotContain("well");
    KpiAnomaly shift = only(found, "slower", DetectionMethod.CUSUM);
    assertThat(shift.kpi().id()).isEqualTo("aht_seconds@v1");
    assertThat(shift.anomaly().up()).isTrue();
    assertThat(shift.anomaly().start()).isBetween(day(8), day(4));
    KpiAnomaly odd = only(found, "odd-hour", DetectionMethod.ROBUST_Z);
    assertThat(odd.anomaly().start()).isEqualTo(Instant.parse("2026-06-24T14:00:00Z"));
    assertThat(odd.anomaly().value()).isGreaterThan(90);
    assertThat(odd.anomaly().expected()).isBetween(55.0, 65.0);
    KpiAnomaly silence = only(found, "silent", DetectionMethod.SILENCE);
    assertThat(silence.anomaly().start()).isEqualTo(Instant.parse("2026-06-24T12:00:00Z"));
    assertThat(silence.kpi().name()).isEqualTo("calls");
  }

  @Test
  void theHourThatGoesOnIsNotJudged() {
    MadeUpHistory history =
        new MadeUpHistory()
            .with(
                "line",
                1,
                (hour, ago, random) -> {
                  double[] one = usual(hour, random);
                  one[1] += hour.equals(NOW.truncatedTo(ChronoUnit.HOURS)) ? 500 : 0;
                  return one;
                });

    assertThat(new AnomalySearch(history).at(NOW).anomalies()).isEmpty();
  }

  @Test
  void withoutHoursOfEnoughWeeksSilenceIsNotJudged() {
    MadeUpHistory history =
        new MadeUpHistory()
            .with(
                "line", 1, (hour, ago, random) -> ago < 0.3 ? new double[2] : usual(hour, random));
    history.hourlySince = NOW.minus(Duration.ofDays(20));

    assertThat(new AnomalySearch(history).at(NOW).judged())
        .noneMatch(judged -> judged.method() == DetectionMethod.SILENCE);
  }

  @Test
  void onlyThePipelinesWithTheMostCallsAreLookedAt() {
    MadeUpHistory history = new MadeUpHistory();
    for (int i = 0; i < AnomalySearch.MOST_PIPELINES + 3; i++) {
      int calls = i < 3 ? 1 : 30;
      history.with("line-" + i, i, (hour, ago, random) -> new double[] {calls, 60 + ago % 2});
    }

    AnomalyReport report = new AnomalySearch(history).at(NOW);
    assertThat(report.pipelinesLeftOut()).isEqualTo(3);
    assertThat(report.judged())
        .extracting(AnomalyReport.Judged::pipelineName)
        .contains("line-3")
        .doesNotContain("line-0", "line-1", "line-2");
  }

  private static Instant day(int ago) {
    return TODAY.minus(Duration.ofDays(ago));
  }

  private static KpiAnomaly only(List<KpiAnomaly> found, String pipeline, DetectionMethod method) {
    List<KpiAnomaly> these =
        found.stream()
            .filter(one -> one.pipelineName().equals(pipeline))
            .filter(one -> one.anomaly().method() == method)
            .toList();
    assertThat(these).as("%s of %s in %s", method, pipeline, found).isNotEmpty();
    return these.get(0);
  }
}
