package org.voiceagent.exporter.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.catalog.RecordType;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** What entries make of totals, and what a snapshot shows of them. */
final class RunningTotalsTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration STALE = Duration.ofMinutes(5);
  private static final List<Family> FAMILIES =
      List.of(
          family("jobs_total", FamilyType.COUNTER, List.of(), Optional.empty()),
          family("sizes", FamilyType.HISTOGRAM, List.of(1.0), Optional.empty()),
          family("waiting", FamilyType.GAUGE, List.of(), Optional.of(STALE)));

  private final RunningTotals totals = totals();

  @Test
  void aGaugeShowsItsNewestValueInWhateverOrderValuesArrive() {
    set("mail", 7, NOON);
    set("mail", 9, NOON.minusSeconds(1));
    set("mail", 3, NOON.plusSeconds(1));
    set("mail", 4, NOON);
    set("sms", -2, NOON);
    assertThat(lines(totals, NOON)).containsExactly("waiting{queue=\"mail\"} 3.0", SMS);
  }

  private static final String SMS = "waiting{queue=\"sms\"} -2.0";

  @Test
  void aGaugeIsGoneWhenItsNewestValueIsStaleAndComesBackWithANewOne() {
    set("mail", 7, NOON);
    set("sms", -2, NOON.plusSeconds(60));
    assertThat(lines(totals, NOON.plus(STALE))).hasSize(2);
    assertThat(lines(totals, NOON.plus(STALE).plusMillis(1))).containsExactly(SMS);
    assertThat(lines(totals, NOON.plus(STALE).plusSeconds(61))).isEmpty();
    set("mail", 1, NOON.plus(STALE).plusSeconds(61));
    assertThat(lines(totals, NOON.plus(STALE).plusSeconds(61)))
        .containsExactly("waiting{queue=\"mail\"} 1.0");
  }

  @Test
  void gaugesGoOnWithTheirTimeAfterARestore() {
    set("mail", 7, NOON);
    set("sms", -2, NOON.plusSeconds(60));
    RunningTotals after = totals();
    List<Change.Set> gauges =
        totals.snapshot(Set.of(), NOON).stream().flatMap(one -> one.gauges().stream()).toList();
    after.restore(List.of(), gauges);
    assertThat(lines(after, NOON)).isEqualTo(lines(totals, NOON)).hasSize(2);
    assertThat(lines(after, NOON.plus(STALE).plusMillis(1))).containsExactly(SMS);
    after.add(entry(new Change.Set("waiting", List.of("mail"), 5, NOON.minusSeconds(1))));
    assertThat(lines(after, NOON)).contains("waiting{queue=\"mail\"} 5.0");
  }

  @Test
  void aSnapshotNeverChangesWhileCountingGoesOn() {
    add("jobs_total", 1);
    add("sizes", 0.5);
    set("mail", 7, NOON);
    List<FamilySnapshot> before = totals.snapshot(Set.of(), NOON);
    List<String> shown = lines(before);
    add("jobs_total", 2);
    add("sizes", 3);
    set("mail", 8, NOON);
    totals.forget(Set.of("origin"));
    assertThat(lines(before)).isEqualTo(shown).contains("jobs_total{queue=\"q\"} 1.0 # origin");
    assertThat(lines(totals, NOON))
        .containsExactly(
            "jobs_total{queue=\"q\"} 3.0",
            "sizes{queue=\"q\"} [1, 1] 3.5",
            "waiting{queue=\"mail\"} 8.0");
  }

  @Test
  void aFamilyWithoutChangesIsNotCopiedAgain() {
    add("jobs_total", 1);
    add("sizes", 1);
    List<FamilySnapshot> before = totals.snapshot(Set.of(), NOON);
    add("sizes", 1);
    List<FamilySnapshot> after = totals.snapshot(Set.of(), NOON);
    assertThat(after.get(0)).isSameAs(before.get(0));
    assertThat(after.get(1)).isNotSameAs(before.get(1));
  }

  @Test
  void aChangeOfTheWrongKindIsLeftOut() {
    totals.add(
        entry(
            new Change.Set("jobs_total", List.of("q"), 1, NOON),
            new Change.Add("waiting", List.of("q"), 1),
            new Change.Add("jobs_total", List.of("q", "one too many"), 1),
            new Change.Add("jobs_total", List.of("q"), -1),
            new Change.Add("jobs_total", List.of("q"), 2)));
    assertThat(lines(totals, NOON)).containsExactly("jobs_total{queue=\"q\"} 2.0 # origin");
  }

  private void add(String family, double value) {
    totals.add(entry(new Change.Add(family, List.of("q"), value)));
  }

  private void set(String queue, double value, Instant at) {
    totals.add(entry(new Change.Set("waiting", List.of(queue), value, at)));
  }

  private static Entry entry(Change... changes) {
    return new Entry(
        new Mark.Once("job", "1"), NOON, NOON, Optional.of("origin"), List.of(changes));
  }

  private static RunningTotals totals() {
    RecordType<String> type = new RecordType<>("job", List.of(), List.of(), job -> NOON);
    return new RunningTotals(
        FAMILIES, new LabelBudgets(new Catalog<>(type, List.of(), List.of()), 0, () -> {}));
  }

  private static Family family(
      String name, FamilyType type, List<Double> buckets, Optional<Duration> staleAfter) {
    return new Family(name, type, "Help.", "", List.of("queue"), buckets, staleAfter, List.of());
  }

  private static List<String> lines(RunningTotals totals, Instant now) {
    return lines(totals.snapshot(Set.of(), now));
  }

  private static List<String> lines(List<FamilySnapshot> families) {
    List<String> lines = new ArrayList<>();
    for (FamilySnapshot family : families) {
      String name = family.family().name();
      family.write(
          new SampleWriter() {
            @Override
            public void value(SeriesLabels labels, double value, Exemplar exemplar) {
              String link = exemplar.callId().isEmpty() ? "" : " # " + exemplar.callId();
              lines.add(name + text(labels) + " " + value + link);
            }

            @Override
            public void histogram(
                SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum) {
              lines.add(name + text(labels) + " " + List.of(counts[0], counts[1]) + " " + sum);
            }
          });
    }
    return lines;
  }

  private static String text(SeriesLabels labels) {
    return "{" + new String(labels.text(), StandardCharsets.UTF_8) + "}";
  }
}
