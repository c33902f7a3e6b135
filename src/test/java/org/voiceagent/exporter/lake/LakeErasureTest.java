package org.voiceagent.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing rows of calls, and what goes by age. */
final class LakeErasureTest {
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(6));
  private static final LakeQuery.Limits LIMITS =
      new LakeQuery.Limits(Duration.ofSeconds(60), 100_000);

  @TempDir Path temp;
  private LakeSettings settings;

  @BeforeEach
  void journal() throws Exception {
    settings = days(30, 180);
    CallJournal calls = new CallJournal(new Journal(settings.journal()), "a");
    calls.begin();
    new CallEntries(7, "c").of(1_000, Duration.ofMinutes(13)).forEach(calls::add);
    calls.flush();
    new LakeExport(settings).run(LATER);
  }

  private LakeSettings days(int hot, int warm) {
    return new LakeSettings(
        true,
        temp.resolve("journal"),
        temp.resolve("lake"),
        "a",
        Duration.ofDays(hot),
        Duration.ofDays(warm));
  }

  @Test
  void callsAreErasedFromJournalAndLakeAndOthersStay() throws Exception {
    LakeErasure lake = LakeErasure.atRest(settings);
    assertThat(lake.knows("c10")).as("in journal and lake").isTrue();
    assertThat(lake.knows("c999")).as("in the journal only").isTrue();
    assertThat(lake.knows("c1000")).isFalse();

    assertThat(lake.forget(Set.of("c10", "c500", "c999"))).isEqualTo(5);

    assertThat(lake.knows("c10")).isFalse();
    assertThat(lake.remaining(Set.of("c10", "c500", "c999"))).isZero();
    assertThat(lake.forget(Set.of("c10"))).as("again").isZero();
    assertThat(calls(settings)).hasSize(997).contains("c11").doesNotContain("c10", "c999");
    assertThat(LakeVerification.of(settings).problems()).isEmpty();
    assertNoByteOf("\"c10\"");
    new LakeExport(settings).run(LATER);
    assertThat(calls(settings)).hasSize(997).doesNotContain("c10");
  }

  @Test
  void allCallsOfACallerAreFoundInJournalAndLake() throws Exception {
    String hash;
    try (LakeQuery lake = LakeQuery.open(settings, 256)) {
      hash =
          (String)
              lake.ask("SELECT caller_hash FROM calls GROUP BY 1 ORDER BY count(*) DESC, 1", LIMITS)
                  .rows()
                  .get(0)
                  .get(0);
    }
    LakeErasure lake = LakeErasure.atRest(settings);
    Set<String> found = lake.ofCaller(hash);
    // Without the journal, those of closed days are still found.
    deleteJournal();

    assertThat(found).hasSizeGreaterThan(4);
    assertThat(lake.ofCaller(hash)).isNotEmpty().isSubsetOf(found);
    lake.forget(found);
    assertThat(lake.ofCaller(hash)).isEmpty();
  }

  @Test
  void manyCallsAreErasedAtOnce() throws Exception {
    Set<String> half = new HashSet<>(calls(settings).subList(0, 500));
    LakeErasure lake = LakeErasure.atRest(settings);

    lake.forget(half);

    assertThat(lake.remaining(half)).isZero();
    assertThat(calls(settings)).hasSize(500).doesNotContainAnyElementsOf(half);
  }

  @Test
  void daysGoByTheirTierAndADryRunSaysWhich() throws Exception {
    Instant inAMonth = CallEntries.BEGIN.plus(Duration.ofDays(33));
    List<String> planned = new LakeTiers(settings, Set.of()).run(inAMonth, true);
    assertThat(planned).hasSize(3).allMatch(line -> line.endsWith("older than lake.hot"));
    assertThat(JournalFolder.files(settings.journal())).hasSize(10);

    assertThat(new LakeTiers(settings, Set.of()).run(inAMonth, false)).isEqualTo(planned);

    assertThat(JournalFolder.files(settings.journal())).hasSize(7);
    assertThat(calls(settings)).hasSize(1_000);
    List<String> warm = new LakeTiers(days(1, 3), Set.of()).run(LATER, false);
    assertThat(warm).contains(stored(CallEntries.BEGIN) + ": older than lake.warm");
    assertThat(calls(settings)).hasSizeLessThan(800).doesNotContain("c0");
  }

  @Test
  void aDayThatIsNotInTheLakeStaysInTheJournalUntilTheLakeWouldDropIt() throws Exception {
    List<TierPlan.Day> days =
        List.of(
            day("2026-01-10", true, true),
            day("2026-01-11", false, false),
            day("2026-01-12", true, false));

    assertThat(TierPlan.ofDays(days, settings, LocalDate.parse("2026-03-01")).steps())
        .extracting(one -> one.day() + " " + one.path() + " " + one.limit())
        .containsExactly("2026-01-10 journal HOT");
    assertThat(TierPlan.ofDays(days, settings, LocalDate.parse("2026-07-13")).steps())
        .extracting(one -> one.day() + " " + one.path() + " " + one.limit())
        .contains("2026-01-11 journal WARM")
        .contains("2026-01-12 stored WARM")
        .hasSize(5);
  }

  private static TierPlan.Day day(String day, boolean stored, boolean done) {
    return new TierPlan.Day(
        LocalDate.parse(day), List.of(Path.of("journal")), Path.of("stored"), stored, done, false);
  }

  @Test
  void aChangedFileIsFound() throws Exception {
    Path file = stored(CallEntries.BEGIN);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(LakeVerification.of(settings).problems())
        .singleElement()
        .asString()
        .startsWith(file + ": has ");
  }

  private Path stored(Instant at) {
    LocalDate day = at.atZone(java.time.ZoneOffset.UTC).toLocalDate();
    return new LakeFile(Dataset.CALLS, day, "a").in(settings.folder());
  }

  private void deleteJournal() throws IOException {
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      Files.delete(file.in(settings.journal()));
    }
  }

  private void assertNoByteOf(String text) throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(text);
      }
    }
  }

  private static List<String> calls(LakeSettings settings) throws IOException {
    try (LakeQuery lake = LakeQuery.open(settings, 256)) {
      return lake.ask("SELECT call_uuid FROM calls ORDER BY ended_at", LIMITS).rows().stream()
          .map(row -> (String) row.get(0))
          .toList();
    }
  }
}
