package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.MemoryTotals;

/** Facts that come after their call: the ledger knows which of them were counted. */
final class LateMarksTest {
  private static final Instant AT = Instant.parse("2025-10-26T03:28:16Z");
  private static final Mark.Once CALL = Mark.Once.call("call-1");

  @TempDir Path temp;
  private MemoryTotals totals = new MemoryTotals();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outlivesARestartWithAndWithoutASnapshot(boolean snapshot) throws Exception {
    try (Ledger ledger = open()) {
      record(ledger, CALL, "calls");
      record(ledger, late("csat"), "csat");
      record(ledger, late("resolved", "cost"), "cost");
      if (snapshot) {
        ledger.age(List.of(CALL), 20_000);
      }
      check(ledger);
    }
    for (int start = 0; start < 2; start++) {
      totals = new MemoryTotals();
      try (Ledger ledger = open()) {
        check(ledger);
        assertThat(totals.sum("calls", "x")).isEqualTo(1);
        assertThat(totals.sum("csat", "x")).isEqualTo(1);
        assertThat(totals.sum("cost", "x")).isEqualTo(1);
      }
    }
  }

  private static void check(Ledger ledger) {
    assertThat(ledger.lateFacts(CALL)).containsExactlyInAnyOrder("csat", "resolved", "cost");
    assertThat(ledger.lateFacts(Mark.Once.call("call-2"))).isEmpty();
    assertThat(ledger.contains(late("csat"))).isTrue();
    assertThat(ledger.contains(late("csat", "wer"))).as("one of them was").isTrue();
    assertThat(ledger.contains(late("wer"))).isFalse();
    assertThat(ledger.size()).as("it is one call").isEqualTo(1);
    assertThat(ledger.newest(Mark.Once.CALL)).containsExactly(CALL);
  }

  @Test
  void factWhoseCallWasLostWithTheDiskCountsOnceAllTheSame() throws Exception {
    try (Ledger ledger = open()) {
      record(ledger, late("csat"), "csat");
      ledger.age(List.of(CALL), 20_000);
    }
    try (Ledger ledger = open()) {
      assertThat(ledger.contains(CALL)).isFalse();
      assertThat(ledger.lateFacts(CALL)).containsExactly("csat");
      record(ledger, CALL, "calls");
      ledger.age(List.of(CALL), 20_001);
    }
    try (Ledger ledger = open()) {
      assertThat(ledger.contains(CALL)).isTrue();
      assertThat(ledger.lateFacts(CALL)).containsExactly("csat");
    }
  }

  @Test
  void factsAreForgottenWithTheFolderOfTheirCallAndNotBefore() throws Exception {
    LedgerSettings threeDays = new LedgerSettings(4 << 20, 3, 100, 10);
    try (Ledger ledger = Ledger.open(temp, threeDays, totals, Notes.NONE, LedgerMeter.NONE)) {
      record(ledger, CALL, "calls");
      record(ledger, late("csat"), "csat");
      for (int day = 0; day < 10; day++) {
        ledger.age(List.of(CALL), 20_000 + day);
        assertThat(ledger.lateFacts(CALL)).containsExactly("csat");
      }
      for (int day = 10; day < 14; day++) {
        ledger.age(List.of(), 20_000 + day);
      }
      assertThat(ledger.contains(CALL)).isFalse();
      assertThat(ledger.lateFacts(CALL)).isEmpty();
    }
  }

  @Test
  void nameOfAForgottenCallIsInNoFileOfItsFactsEither() throws Exception {
    try (Ledger ledger = open()) {
      record(ledger, CALL, "calls");
      record(ledger, late("csat"), "csat");
      ledger.forget(Set.of(CALL));
      try (var files = Files.list(temp)) {
        for (Path file : files.toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .doesNotContain("call-1");
        }
      }
      assertThat(ledger.isForgotten(CALL)).isTrue();
    }
  }

  @Test
  void onlyFactsThatTheStateFilesHaveABitForCanComeLate() {
    assertThatThrownBy(() -> late("csat", "shoe_size"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shoe_size");
  }

  private Ledger open() throws Exception {
    return Ledger.open(temp, LedgerSettings.defaults(), totals, Notes.NONE, LedgerMeter.NONE);
  }

  private void record(Ledger ledger, Mark.Once mark, String family) {
    Entry entry =
        new Entry(
            mark,
            AT,
            AT,
            Optional.of(mark.name()),
            List.of(new Change.Add(family, List.of("x"), 1)));
    assertThat(ledger.record(List.of(entry))).isTrue();
    totals.add(entry);
  }

  private static Mark.Once late(String... facts) {
    return Mark.Once.late(Set.of(facts), "call-1");
  }
}
