package org.voiceagent.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.testing.KpiEntries;

/** The totals of days, which the export writes beside the calls, with the real DuckDB. */
final class DailyTotalsTest {
  private static final Path SQL = Path.of("monitoring/sql");
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(60));
  private static final LakeQuery.Limits LIMITS =
      new LakeQuery.Limits(Duration.ofSeconds(60), 100_000);

  @TempDir Path temp;

  @Test
  void totalsOfDaysSayWhatTheIndicatorsSay() throws Exception {
    List<Entry> entries = new CallEntries(11, "c").of(3_000, Duration.ofMinutes(7));
    KpiHistory history = new KpiHistory(() -> LATER, KpiMeter.NONE);
    entries.forEach(history::add);
    journal(entries);
    new LakeExport(settings()).run(LATER);

    Map<String, Double> said = said();
    KpiQuery all = new KpiQuery(CallEntries.BEGIN, LATER, List.of(), Map.of());
    int compared = 0;
    for (KpiValue value : history.rows(all).get(0).values()) {
      Double found = said.get(value.kpi().name());
      if (value.value().isPresent() && found != null) {
        double expected = value.value().getAsDouble();
        assertThat(found)
            .as(value.kpi().name())
            .isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-12));
        compared++;
      }
    }
    assertThat(compared).as("indicators that both know").isGreaterThan(26);
  }

  @Test
  void totalsAreMadeAgainWithLaterFactsAndNotWithoutThem() throws Exception {
    Instant end = CallEntries.BEGIN.plusSeconds(60);
    journal(List.of(KpiEntries.call("one", end, "completed").with("duration_seconds", 30).entry()));
    new LakeExport(settings()).run(LATER);
    assertThat(total("csat")).isNull();
    journal(
        List.of(
            KpiEntries.late("csat", "one", end)
                .with("csat_score", 4)
                .countedAt(end.plus(Duration.ofDays(9)))
                .entry()));

    assertThat(new LakeExport(settings()).run(LATER)).hasSize(2);
    assertThat(total("csat")).isEqualTo(4.0);
    assertThat(new LakeExport(settings()).run(LATER)).isEmpty();
  }

  @Test
  void totalsThatAProcessLostWhenItWasKilledAreMadeAtTheNextExport() throws Exception {
    journal(new CallEntries(12, "c").of(50, Duration.ofMinutes(1)));
    new LakeExport(settings()).run(LATER);
    Path file = daily(LocalDate.parse("2026-11-10"));
    Files.delete(file);

    assertThat(new LakeExport(settings()).run(LATER))
        .extracting(LakeExport.Written::dataset)
        .containsExactly(Dataset.DAILY);
    assertThat(file).exists();
  }

  @Test
  void aForgottenCallStaysCountedAndNoByteOfItIsInTheTotals() throws Exception {
    Instant end = CallEntries.BEGIN.plusSeconds(60);
    journal(
        List.of(
            KpiEntries.call("secret-call", end, "completed")
                .with("duration_seconds", 30)
                .from(0x5ec2e7)
                .entry(),
            KpiEntries.call("two", end, "error").with("duration_seconds", 12).entry()));
    new LakeExport(settings()).run(LATER);

    assertThat(LakeErasure.atRest(settings()).forget(Set.of("secret-call"))).isEqualTo(2);
    assertThat(LakeErasure.atRest(settings()).remaining(Set.of("secret-call"))).isZero();
    journal(List.of(KpiEntries.call("three", end, "completed").entry()));
    new LakeExport(settings()).run(LATER);

    assertThat(total("duration_seconds")).isEqualTo(42.0);
    assertThat(LakeVerification.of(settings()).problems()).isEmpty();
    byte[] bytes = Files.readAllBytes(daily(LocalDate.parse("2026-11-10")));
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret-call", "00000000005ec2e7");
  }

  @Test
  void totalsGoWithTheirDay() throws Exception {
    journal(new CallEntries(13, "c").of(50, Duration.ofMinutes(1)));
    new LakeExport(settings()).run(LATER);
    Instant late = CallEntries.BEGIN.plus(Duration.ofDays(182));

    assertThat(new LakeTiers(settings(), java.util.Set.of()).run(late, false))
        .anyMatch(line -> line.contains("/daily/"));
    assertThat(daily(LocalDate.parse("2026-11-10"))).doesNotExist();
  }

  @Test
  void theReferenceListsEveryColumnAndMeasure() throws IOException {
    StringBuilder measures = new StringBuilder();
    for (DailyMeasure measure : DailyMeasure.values()) {
      measures.append("| `%s` | %s |\n".formatted(measure.key(), measure.meaning()));
    }
    String reference = Files.readString(Path.of("docs/lake.md"));
    assertThat(reference).contains(measures);
    for (LakeColumn column : Dataset.DAILY.columns()) {
      assertThat(reference).contains("| `%s` | ".formatted(column.key()));
    }
  }

  private Map<String, Double> said() throws IOException {
    Map<String, Double> values = new HashMap<>();
    try (LakeQuery lake = LakeQuery.open(settings(), 256)) {
      LakeQuery.Answer main = lake.ask(read("kpi_from_daily.sql"), LIMITS);
      for (int i = 0; i < main.columns().size(); i++) {
        if (main.rows().get(0).get(i) instanceof Number number) {
          values.put(main.columns().get(i), number.doubleValue());
        }
      }
      for (List<Object> row : lake.ask(read("latency_from_daily.sql"), LIMITS).rows()) {
        String part = row.get(0) + (row.get(0).equals("first_word") ? "" : "_latency");
        values.put(part + "_p50_seconds", (Double) row.get(2));
        values.put(part + "_p95_seconds", (Double) row.get(3));
        values.put(part + "_p99_seconds", (Double) row.get(4));
      }
    }
    return values;
  }

  private static String read(String file) throws IOException {
    return Files.readString(SQL.resolve(file));
  }

  private Object total(String measure) throws IOException {
    try (LakeQuery lake = LakeQuery.open(settings(), 256)) {
      String sql = "SELECT sum(total) FROM daily WHERE measure = '" + measure + "'";
      return lake.ask(sql, LIMITS).rows().get(0).get(0);
    }
  }

  private Path daily(LocalDate day) {
    return new LakeFile(Dataset.DAILY, day, "a").in(settings().folder());
  }

  private LakeSettings settings() {
    return new LakeSettings(
        true,
        temp.resolve("journal"),
        temp.resolve("lake"),
        "a",
        Duration.ofDays(30),
        Duration.ofDays(180));
  }

  private void journal(List<Entry> entries) {
    CallJournal calls = new CallJournal(new Journal(settings().journal()), "a");
    calls.begin();
    entries.forEach(calls::add);
    calls.flush();
  }
}
