package org.voiceagent.exporter.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.ledger.Change;

/** A catalog of records that are not calls: jobs of a queue. Counts, sums, observes and sets. */
final class OtherRecordsTest {
  private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
  private static final String FAMILIES =
      """
      families:
        - {name: jobs_total, type: counter, scope: fleet, help: Jobs done., labels: [queue, status],
           from: job, missing: count, missing_means: never}
        - {name: job_cost_total, type: counter, scope: fleet, help: Their cost., labels: [queue],
           from: cost, missing: skip, missing_means: none}
        - {name: job_duration_seconds, type: histogram, scope: fleet, help: How long they took.,
           unit: seconds, buckets: [1, 10], from: duration_ms, scale: 0.001, missing: skip,
           missing_means: none}
        - {name: jobs_waiting, type: gauge, scope: fleet, help: Jobs that wait., labels: [queue],
           stale_after: 5m, from: waiting, missing: skip, missing_means: none}
      """;

  private record Job(String queue, String host, double cost, double millis, double waiting) {}

  private record Value(String key, String unit, ToDoubleFunction<Job> of) implements Source<Job> {
    @Override
    public String description() {
      return key;
    }

    @Override
    public Occurs occurs() {
      return key.equals("job") ? Occurs.ALWAYS : Occurs.IF_KNOWN;
    }

    @Override
    public String unit() {
      return unit;
    }

    @Override
    public boolean negative() {
      return key.equals("waiting");
    }

    @Override
    public void read(Job job, Sink sink) {
      sink.accept(of.applyAsDouble(job), List.of());
    }
  }

  private static final RecordType<Job> JOBS =
      new RecordType<>(
          "job",
          List.of(
              new Value("job", "", job -> 1),
              new Value("cost", "", Job::cost),
              new Value("duration_ms", "milliseconds", Job::millis),
              new Value("waiting", "", Job::waiting)),
          Set.of("host"),
          List.of(Label.limited("queue", 2, Job::queue), Label.limited("status", 9, job -> "done")),
          List.of(),
          Optional.empty(),
          job -> AT);

  private final Catalog<Job> catalog = Catalog.parse("jobs.yml", FAMILIES, JOBS);
  private final LabelBudgets budgets = new LabelBudgets(catalog, 0, () -> {});

  @Test
  void everyKindOfFamilyIsFilledFromARecord() {
    assertThat(catalog.changes(new Job("mail", "h1", 0.5, 1_100, 7), budgets))
        .containsExactly(
            new Change.Add("jobs_total", List.of("mail", "done"), 1),
            new Change.Add("job_cost_total", List.of("mail"), 0.5),
            new Change.Add("job_duration_seconds", List.of(), 1.1),
            new Change.Set("jobs_waiting", List.of("mail"), 7, AT));
    assertThat(catalog.totals().get(3).family().staleAfter()).contains(Duration.ofMinutes(5));
  }

  @Test
  void valuesOfALabelBeyondItsLimitAreOther() {
    List<String> queues =
        List.of("a", "b", "c", "a").stream()
            .map(queue -> catalog.changes(new Job(queue, "h", 1, 1, 1), budgets))
            .map(changes -> changes.get(0).labels().get(0))
            .toList();
    assertThat(queues).containsExactly("a", "b", Label.OTHER, "a");
  }

  @Test
  void valuesThatHadSeriesBeforeStayAdmitted() {
    budgets.learn("job_cost_total", List.of("old"));
    budgets.learn("jobs_total", List.of("older", "done"));
    assertThat(catalog.changes(new Job("old", "h", 1, 1, 1), budgets).get(0).labels())
        .containsExactly("old", "done");
    assertThat(catalog.changes(new Job("new", "h", 1, 1, 1), budgets).get(0).labels())
        .containsExactly(Label.OTHER, "done");
  }

  @Test
  void equalLabelsAreOneListForAllRecords() {
    List<String> first = catalog.changes(new Job("a", "h", 1, 1, 1), budgets).get(0).labels();
    List<String> second = catalog.changes(new Job("a", "h", 2, 2, 2), budgets).get(0).labels();
    assertThat(second).isSameAs(first);
    assertThat(budgets.learn("jobs_total", List.of("a", "done"))).isSameAs(first);
  }

  @Test
  void aValueThatWouldMakeASumFallIsDroppedAndAGaugeTakesIt() {
    assertThat(catalog.changes(new Job("a", "h", -1, Double.NaN, -7), budgets))
        .extracting(Change::family)
        .containsExactly("jobs_total", "jobs_waiting");
  }

  @Test
  void allMistakesComeAtOnceWithTheirLines() {
    String broken =
        """
        families:
          - {name: a, type: gauge, scope: fleet, help: Never stale., from: waiting, missing: skip,
             missing_means: none}
          - {name: b_total, type: counter, scope: fleet, help: Stale., from: cost, missing: skip,
             missing_means: none, stale_after: 1m}
          - {name: c, type: gauge, scope: recent, help: No id., from: cost, missing: skip,
             missing_means: none}
          - {name: d_total, type: counter, scope: fleet, help: No number., from: host,
             missing: skip, missing_means: none}
        """;
    assertThatThrownBy(() -> Catalog.parse("jobs.yml", broken, JOBS))
        .hasMessage(
            """
            jobs.yml:2: families[0].type: a gauge over all jobs needs stale_after
            jobs.yml:5: families[1].stale_after: only a gauge becomes stale
            jobs.yml:6: families[2].labels: a job has no id, so there is no recent scope
            jobs.yml:8: families[3].from: host is not one number\
            """);
  }
}
