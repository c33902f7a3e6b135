package org.voiceagent.exporter.event.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.voiceagent.exporter.event.catalog.CountedEvents.NOW;
import static org.voiceagent.exporter.event.catalog.CountedEvents.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.page.Exposition.Format;

/** What events come to by each way of counting, across restarts and reloads. */
final class CatalogCountingTest {
  @TempDir private Path folder;

  private static String catalog(String payload, String metrics) {
    return """
    apiVersion: voiceops.catalog/v1
    catalog: test
    owner: team
    events:
      - name: job
        version: 1-0-0
        description: A job.
        payload: {type: object, properties: %s}
        metrics:
    %s
    """
        .formatted(payload, metrics.indent(6).stripTrailing());
  }

  private static final String QUEUES =
      catalog(
          "{queue: {type: string}, status: {enum: [ok, failed]}, ms: {type: number}}",
          """
          - name: jobs_total
            type: counter
            op: count
            help: Jobs.
            labels:
              queue: {from: /data/queue, max: 2}
              status: {from: /data/status, values: [ok, failed]}
          - name: job_seconds_total
            type: counter
            op: sum
            from: /data/ms
            scale: 0.001
            help: Time.
          - name: job_duration_seconds
            type: histogram
            op: observe
            from: /data/ms
            scale: 0.001
            unit: seconds
            buckets: [1, 10]
            where: {/data/status: ok}
            help: Time of each.
          - {name: job_last_ms, type: gauge, op: set, from: /data/ms, stale_after: 5m, help: Last.}
          """);

  @Test
  void countsSumsObservesAndSets() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    events.judge("job", "{\"queue\":\"a\",\"status\":\"ok\",\"ms\":1100}");
    events.judge("job", "{\"queue\":\"a\",\"status\":\"failed\",\"ms\":400}");
    events.judge("job", "{\"queue\":\"b\",\"status\":\"ok\"}");

    assertThat(events.samples())
        .containsEntry("jobs_total{queue=\"a\",status=\"ok\"}", 1.0)
        .containsEntry("jobs_total{queue=\"a\",status=\"failed\"}", 1.0)
        .containsEntry("jobs_total{queue=\"b\",status=\"ok\"}", 1.0)
        .containsEntry("job_seconds_total", 1.5)
        .containsEntry("job_duration_seconds_bucket{le=\"10.0\"}", 1.0)
        .containsEntry("job_duration_seconds_count", 1.0)
        .containsEntry("job_duration_seconds_sum", 1.1)
        .containsEntry("job_last_ms", 400.0);
  }

  @Test
  void showsAGaugeForAsLongAsTheCatalogSays() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    events.judge(event("job", NOW, "{\"ms\":7}"));
    events.judge(event("job", NOW.minusSeconds(1), "{\"ms\":6}"));
    assertThat(events.samples()).containsEntry("job_last_ms", 7.0);

    events.now = NOW.plus(Duration.ofMinutes(6));
    assertThat(events.samples()).doesNotContainKey("job_last_ms");
  }

  @Test
  void foldsTheThirdOfTwoValuesAndSaysSo() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    for (String queue : List.of("a", "b", "c", "d", "a")) {
      events.judge("job", "{\"queue\":\"" + queue + "\",\"status\":\"ok\"}");
    }
    assertThat(events.samples())
        .containsEntry("jobs_total{queue=\"a\",status=\"ok\"}", 2.0)
        .containsEntry("jobs_total{queue=\"other\",status=\"ok\"}", 2.0);
    assertThat(events.folded).containsExactly("jobs_total queue", "jobs_total queue");
  }

  @Test
  void keepsLabelsAdmittedAndCountsOnAfterARestart() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    events.judge("job", "{\"queue\":\"a\",\"status\":\"ok\"}");
    events.judge("job", "{\"queue\":\"b\",\"status\":\"ok\"}");

    CountedEvents next = events.restarted(CountedEvents.catalogs(folder, QUEUES));
    next.judge("job", "{\"queue\":\"c\",\"status\":\"ok\"}");
    next.judge("job", "{\"queue\":\"b\",\"status\":\"ok\"}");

    assertThat(next.samples())
        .containsEntry("jobs_total{queue=\"b\",status=\"ok\"}", 2.0)
        .containsEntry("jobs_total{queue=\"other\",status=\"ok\"}", 1.0);
  }

  @Test
  void rejectsWhatDoesNotFitWithoutSayingWhatItWas() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    assertThat(events.judge("job", "{\"status\":\"secret\"}"))
        .isEqualTo(
            new Verdict.Rejected(
                EventRejectReason.SCHEMA, "data.status is not one of the allowed values"));
    assertThat(events.judge("job", "{\"status\":\"ok\",\"ms\":-1}"))
        .isEqualTo(new Verdict.Rejected(EventRejectReason.BAD_VALUE, "/data/ms is negative"));
    assertThat(events.judge("nothing", "{}"))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(EventRejectReason.UNKNOWN_EVENT));
    assertThat(events.samples()).doesNotContainKey("jobs_total{queue=\"unknown\",status=\"ok\"}");
  }

  private static final String GROWING =
      catalog(
          "{host: {type: string}, done: {type: number}}",
          """
          - name: done_total
            type: counter
            op: cumulative
            from: /data/done
            key: /data/host
            help: Done.
          """);

  @Test
  void addsByHowMuchAnotherCounterGrew() {
    CountedEvents events = CountedEvents.of(folder, GROWING);
    Instant at = NOW;
    for (List<String> words :
        List.of(
            List.of("a", "5"),
            List.of("b", "10"),
            List.of("a", "7"),
            List.of("a", "2"),
            List.of("b", "10"))) {
      at = at.plusSeconds(1);
      events.judge(
          event("job", at, "{\"host\":\"" + words.get(0) + "\",\"done\":" + words.get(1) + "}"));
    }
    assertThat(events.samples()).containsEntry("done_total", 5 + 10 + 2 + 2.0);

    events.judge(event("job", NOW, "{\"host\":\"a\",\"done\":1000}"));
    assertThat(events.samples())
        .as("an older event says nothing")
        .containsEntry("done_total", 19.0);

    CountedEvents next = events.restarted(CountedEvents.catalogs(folder, GROWING));
    next.judge(event("job", at.plusSeconds(1), "{\"host\":\"a\",\"done\":3}"));
    assertThat(next.samples()).containsEntry("done_total", 20.0);
  }

  private static final String STATES =
      catalog(
          "{id: {type: string}, days: {type: integer}, status: {enum: [pending, done]}}",
          """
          - name: jobs_pending
            type: gauge
            op: state
            key: /data/id
            where: {/data/status: pending}
            help: Pending.
          - name: jobs_by_status
            type: gauge
            op: state
            key: /data/id
            stale_after: 1h
            labels: {status: {from: /data/status, values: [pending, done]}}
            help: By status.
          - name: job_days_max
            type: gauge
            op: state
            key: /data/id
            value: /data/days
            aggregate: max
            help: Longest.
          """);

  @Test
  void countsEntitiesByTheirNewestState() {
    CountedEvents events = CountedEvents.of(folder, STATES);
    assertThat(events.samples()).as("absent is never 0").isEmpty();
    events.judge("job", "{\"id\":\"one\",\"status\":\"pending\",\"days\":3}");
    events.judge("job", "{\"id\":\"two\",\"status\":\"pending\",\"days\":9}");
    assertThat(events.samples())
        .containsEntry("jobs_pending", 2.0)
        .containsEntry("jobs_by_status{status=\"done\"}", 0.0)
        .containsEntry("job_days_max", 9.0);

    events.now = NOW.plusSeconds(60);
    events.judge("job", "{\"id\":\"two\",\"status\":\"done\",\"days\":1}");
    events.judge(event("job", NOW.minusSeconds(9), "{\"id\":\"one\",\"status\":\"done\"}"));
    CountedEvents next = events.restarted(CountedEvents.catalogs(folder, STATES));
    assertThat(next.samples())
        .isEqualTo(events.samples())
        .containsEntry("jobs_pending", 1.0)
        .containsEntry("jobs_by_status{status=\"pending\"}", 1.0)
        .containsEntry("jobs_by_status{status=\"done\"}", 1.0)
        .containsEntry("job_days_max", 3.0);

    next.now = NOW.plus(Duration.ofHours(2));
    assertThat(next.samples()).doesNotContainKey("jobs_by_status{status=\"done\"}");
    assertThat(next.page()).doesNotContain("one", "two");
  }

  @Test
  void keepsTheNewestEntitiesOnly() {
    String few = STATES.replace("key: /data/id\n", "key: /data/id\n        max_keys: 10\n");
    CountedEvents events = CountedEvents.of(folder, few);
    for (int i = 0; i < 5_000; i++) {
      events.judge(
          event("job", NOW.plusMillis(i), "{\"id\":\"job" + i + "\",\"status\":\"pending\"}"));
    }
    assertThat(events.samples().get("jobs_pending")).isBetween(10.0, 12.0);
  }

  private static final String WINDOWS =
      catalog(
                  "{who: {type: string}, rating: {type: number}, level: {type: integer}}",
                  """
                  - name: rating_mean
                    type: gauge
                    op: mean
                    from: /data/rating
                    window: 24h
                    min_count: 2
                    help: Mean.
                    labels: {who: {from: /data/who, max: 5}}
                  """)
              .stripTrailing()
          + """

          derived:
            - name: rated_percent
              op: ratio
              unit: percent
              window: 24h
              help: Share.
              numerator: {event: job, where: {/data/rating: {present: true}}}
              denominator: {event: job}
              min_denominator: 4
            - name: people_per_job
              op: ratio
              window: 24h
              help: Share.
              numerator: {event: job, distinct: /data/who}
              denominator: {event: job}
              min_denominator: 4
            - name: level_drift
              op: psi
              window: 24h
              min_count: 4
              help: Drift.
              of: {event: job, field: /data/level}
              baseline: {'1': 0.5, '2': 0.5}
          """;

  @Test
  void looksBackOverAWindowAndIsAbsentWithoutEnoughData() {
    CountedEvents events = CountedEvents.of(folder, WINDOWS);
    events.judge("job", "{\"who\":\"a\",\"rating\":4,\"level\":1}");
    events.judge("job", "{\"who\":\"a\",\"level\":1}");
    events.judge("job", "{\"who\":\"b\",\"rating\":2,\"level\":1}");
    assertThat(events.samples()).isEmpty();

    events.judge("job", "{\"who\":\"a\",\"rating\":5,\"level\":2}");
    assertThat(events.samples())
        .containsEntry("rating_mean{who=\"a\"}", 4.5)
        .doesNotContainKey("rating_mean{who=\"b\"}")
        .containsEntry("rated_percent", 75.0)
        .containsEntry("people_per_job", 0.5);
    assertThat(events.samples().get("level_drift"))
        .isCloseTo(
            (0.75 - 0.5) * Math.log(0.75 / 0.5) + (0.25 - 0.5) * Math.log(0.25 / 0.5),
            offset(1e-9));
    assertThat(events.restarted(CountedEvents.catalogs(folder, WINDOWS)).samples())
        .isEqualTo(events.samples());

    events.now = NOW.plus(Duration.ofHours(26));
    assertThat(events.samples()).isEmpty();
  }

  @Test
  void doesNotGrowWhileNobodyLooks() {
    CountedEvents events = CountedEvents.of(folder, WINDOWS.replace("window: 24h", "window: 1m"));
    for (int i = 0; i < 40_000; i++) {
      events.judge(event("job", NOW.plusSeconds(i), "{\"who\":\"a\",\"rating\":1,\"level\":1}"));
    }
    events.now = NOW.plusSeconds(40_000);
    assertThat(events.samples()).containsEntry("rating_mean{who=\"a\"}", 1.0);
    long kept =
        events
            .restarted(CountedEvents.catalogs(folder, WINDOWS))
            .totals
            .snapshot(java.util.Set.of(), events.now)
            .stream()
            .mapToLong(family -> family.sums().size())
            .sum();
    assertThat(kept).isLessThan(1_000);
  }

  @Test
  void startsSeriesAtZeroWhereAllValuesAreKnown() {
    CountedEvents events =
        CountedEvents.of(folder, QUEUES.replace("{from: /data/queue, max: 2}", "{value: all}"));
    assertThat(events.samples()).containsEntry("jobs_total{queue=\"all\",status=\"failed\"}", 0.0);
  }

  @Test
  void takesOneEntryAfterAnotherOfAnObjectAndAList() {
    CountedEvents events =
        CountedEvents.of(
            folder,
            catalog(
                "{n: {type: object, additionalProperties: {type: number}}, w: {type: array, items:"
                    + " {type: object, properties: {id: {type: string}, s: {enum: [on, off]}}}}}",
                """
                - name: counted_total
                  type: counter
                  op: sum
                  for_each: /data/n/*
                  from: $value
                  help: Counted.
                  labels: {kind: {from: $key, max: 3}}
                - name: workers_total
                  alias: workers
                  type: gauge
                  op: state
                  for_each: /data/w/*
                  key: $item/id
                  help: Workers.
                  labels: {s: {from: $item/s, values: [on, off]}}
                """));
    events.judge(
        "job",
        "{\"n\":{\"x\":2,\"y\":3},\"w\":[{\"id\":\"1\",\"s\":\"on\"},{\"id\":\"2\",\"s\":\"on\"}]}");
    assertThat(events.samples())
        .containsEntry("counted_total{kind=\"x\"}", 2.0)
        .containsEntry("counted_total{kind=\"y\"}", 3.0)
        .containsEntry("workers_total{s=\"on\"}", 2.0)
        .containsEntry("workers{s=\"on\"}", 2.0);
    assertThat(events.text(Format.TEXT)).contains("# TYPE workers_total gauge");
    assertThat(events.text(Format.OPENMETRICS))
        .contains("# TYPE workers gauge")
        .doesNotContain("workers_total");
  }

  @Test
  void samplesTheSameEventsEverywhereAndKeepsCountersRightOnAverage() {
    String sampled =
        QUEUES.replace(
            "    payload:", "    sampling: {default: 1, env: {production: 0.25}}\n    payload:");
    EventCatalogs catalogs = CountedEvents.catalogs(folder, sampled);
    CountedEvents events = new CountedEvents(catalogs, "production");
    CountedEvents others = new CountedEvents(catalogs, "production");
    int taken = 0;
    for (int i = 0; i < 4_000; i++) {
      var event =
          event(
              "job",
              NOW,
              Optional.of("id-" + i),
              Optional.empty(),
              "{\"queue\":\"a\",\"status\":\"ok\",\"ms\":1000}");
      boolean counts = events.judge(event) instanceof Verdict.Counts;
      taken += counts ? 1 : 0;
      assertThat(others.judge(event) instanceof Verdict.Counts).isEqualTo(counts);
    }
    assertThat(taken).isBetween(900, 1_100);
    assertThat(events.samples())
        .containsEntry("jobs_total{queue=\"a\",status=\"ok\"}", 4.0 * taken)
        .containsEntry("job_duration_seconds_count", (double) taken);

    assertThat(events.counting.burst("job", NOW.plusSeconds(60))).isTrue();
    assertThat(events.counting.burst("unknown", NOW)).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat(events.judge("job", "{\"ms\":" + i + "}")).isInstanceOf(Verdict.Counts.class);
    }
    events.now = NOW.plusSeconds(61);
    assertThat(
            java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> events.judge("job", "{\"ms\":" + i + "}")))
        .anyMatch(Verdict.SampledOut.class::isInstance);
  }

  @Test
  void passesOnOnlyWhatTheCatalogNames() {
    CountedEvents events =
        CountedEvents.of(
            folder,
            """
            apiVersion: voiceops.catalog/v1
            catalog: test
            owner: team
            events:
              - name: job
                version: 1-0-0
                description: A job.
                payload:
                  type: object
                  properties:
                    kind: {enum: [a, b]}
                    user: {type: string}
                    text: {type: string}
                    note: {type: string}
                    deep: {type: object, properties: {user: {type: string}, n: {type: number}}}
                privacy:
                  /data/user: {class: identifier}
                  /data/text: {class: content}
                  /data/deep/user: {class: identifier, action: drop}
                  /call_uuid: {class: identifier}
            """);
    Verdict verdict =
        events.judge(
            event(
                "job",
                NOW,
                Optional.empty(),
                Optional.of("call-1"),
                "{\"kind\":\"a\",\"user\":\"u\",\"text\":\"t\",\"note\":\"me@example.org\","
                    + "\"deep\":{\"user\":\"u\",\"n\":1,\"more\":2},\"secret\":\"s\"}"));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Counts.class,
            counts -> {
              assertThat(counts.kept().orElseThrow().get().fields())
                  .hasToString(
                      "{\"kind\":\"a\",\"user\":\"#75\",\"note\":\"[EMAIL]\",\"deep\":{\"n\":1}}");
              assertThat(counts.kept().orElseThrow().get().callId().orElseThrow()).startsWith("#");
            });
  }

  @Test
  void losesNoCountWhenAReloadRemovesAFamilyAndAnotherBringsItBack() {
    CountedEvents events = CountedEvents.of(folder, QUEUES);
    events.judge("job", "{\"queue\":\"a\",\"status\":\"ok\",\"ms\":1000}");

    String without = QUEUES.replace("job_seconds_total", "job_time_total");
    events.counting.replace(CountedEvents.catalogs(folder, without), events::take);
    assertThat(events.samples())
        .containsEntry("jobs_total{queue=\"a\",status=\"ok\"}", 1.0)
        .containsEntry("job_time_total", 0.0)
        .doesNotContainKey("job_seconds_total");

    CountedEvents next = events.restarted(CountedEvents.catalogs(folder, without));
    next.judge("job", "{\"queue\":\"a\",\"status\":\"ok\",\"ms\":1000}");
    next.counting.replace(CountedEvents.catalogs(folder, QUEUES), next::take);
    next.judge("job", "{\"queue\":\"a\",\"status\":\"ok\",\"ms\":1000}");
    assertThat(next.samples())
        .containsEntry("jobs_total{queue=\"a\",status=\"ok\"}", 3.0)
        .containsEntry("job_seconds_total", 2.0);
  }
}
