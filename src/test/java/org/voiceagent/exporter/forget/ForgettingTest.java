package org.voiceagent.exporter.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.forget.Receipt.Cause;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** Forgetting that is interrupted at every step, and finished by whoever comes next. */
final class ForgettingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");
  private static final CallId CALL = new CallId("planted-call-id");
  private static final CallId OTHER = new CallId("another-call");

  @TempDir Path temp;

  /** Stands for the end of the process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final IngestPause before =
      action -> {
        throw new Killed();
      };
  private final IngestPause after =
      action -> {
        action.run();
        throw new Killed();
      };

  @Test
  void killedBeforeTheLedgerForgets() throws Exception {
    isFinishedAfter(before, steady());
  }

  @Test
  void killedAfterTheLedgerForgotAndBeforeTheFolderIsRemoved() throws Exception {
    isFinishedAfter(after, steady());
  }

  @Test
  void killedAfterTheFolderWentAndBeforeTheReceipt() throws Exception {
    // It asks for the time when it begins, and when it writes the receipt.
    isFinishedAfter(IngestPause.NOT_NEEDED, clockThatEndsAt(2));
    assertThat(sessions().resolve(CALL.value())).doesNotExist();
  }

  @Test
  void killedBetweenReceiptAndNoteGivesOneReceipt() throws Exception {
    drop(CALL);
    interrupted(before, steady());
    Path note;
    try (Stream<Path> notes = Files.list(state().resolve("forgetting"))) {
      note = notes.findFirst().orElseThrow();
    }
    byte[] noted = Files.readAllBytes(note);
    with(IngestPause.NOT_NEEDED, steady(), Forgetting::finish);
    Files.write(note, noted);

    assertThat(with(IngestPause.NOT_NEEDED, steady(), Forgetting::finish)).hasSize(1);

    assertThat(receipts()).hasSize(1);
    assertClean();
  }

  @Test
  void receiptNamesFilesOfTheContractOnlyAndWhatTheyWere() throws Exception {
    drop(CALL);
    Path odd = sessions().resolve(CALL.value()).resolve("recording of planted-call-id.wav");
    Files.write(odd, new byte[] {1, 2, 3});

    String receipt =
        with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(CALL), Cause.CALL))
            .get(0);

    assertThat(receipt)
        .contains("metrics.json", "other-", "\"bytes\" : 3", "remains", "was_counted")
        .contains("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")
        .doesNotContain("planted-call-id", "recording");
    assertClean();
  }

  @Test
  void ofUnknownCallsNothingIsWritten() throws Exception {
    assertThat(
            with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(OTHER), Cause.CALL)))
        .isEmpty();
    assertThat(receipts()).isEmpty();
  }

  @Test
  void uncountedFolderIsRemovedTooAndNotCountedLater() throws Exception {
    Files.createDirectories(sessions().resolve(OTHER.value()));
    Files.writeString(sessions().resolve(OTHER.value()).resolve("transcript.jsonl"), "{}\n");

    List<String> done =
        with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(OTHER), Cause.CALL));

    assertThat(done).hasSize(1);
    assertThat(done.get(0)).contains("\"was_counted\" : false");
    try (CountedCalls ledger = open(new MemoryTotals())) {
      assertThat(ledger.contains(OTHER)).isTrue();
      assertThat(ledger.isCounted(OTHER)).isFalse();
      assertThat(ledger.ledger().size()).isZero();
    }
  }

  @Test
  void reportBesideTheFoldersIsRemovedTooAndItsNameIsInNoReceipt() throws Exception {
    drop(CALL);
    Path loose = sessions().resolve("session_report-" + CALL.value() + ".json");
    Files.writeString(loose, "{\"room\":\"planted-call-id\"}");
    Path another = sessions().resolve("session_report-another-call.json");
    Files.writeString(another, "{}");

    List<String> done =
        with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(CALL), Cause.CALL));

    assertThat(done).hasSize(1);
    assertThat(loose).doesNotExist();
    assertThat(another).exists();
    assertThat(Files.readString(receipts().iterator().next())).doesNotContain(CALL.value());
    assertClean();
  }

  @Test
  void plainFileWithTheCallsNameIsRemovedTooAndTheLedgerForgets() throws Exception {
    drop(CALL);
    Path file = sessions().resolve(CALL.value());
    Files.delete(file.resolve("metrics.json"));
    Files.delete(file);
    Files.write(file, new byte[] {1, 2, 3});

    List<String> done =
        with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(CALL), Cause.CALL));

    assertThat(done).hasSize(1);
    assertThat(done.get(0))
        .contains("other-", "\"all_files_listed\" : true", "\"was_counted\" : true")
        .contains("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    assertThat(file).doesNotExist();
    assertClean();
  }

  @Test
  void callWhoseFolderCannotBeRemovedIsForgottenElsewhereAndKeepsNoOtherFromGoing()
      throws Exception {
    drop(CALL);
    Files.createDirectories(sessions().resolve(OTHER.value()));
    Path deep = sessions().resolve(CALL.value()).resolve("x");
    Files.createDirectories(deep.resolve("x/".repeat(20)));

    assertThatThrownBy(
            () ->
                with(
                    IngestPause.NOT_NEEDED,
                    steady(),
                    work -> work.forget(List.of(CALL, OTHER), Cause.CALLER)))
        .isInstanceOf(NotForgottenException.class)
        .hasMessageContaining("cannot be removed")
        .message()
        .doesNotContain(CALL.value());
    try (CountedCalls ledger = open(new MemoryTotals())) {
      assertThat(ledger.isCounted(CALL)).isFalse();
    }
    assertThat(Grep.filesWith(state(), CALL.value()))
        .as("only the note of what is left to do")
        .allMatch(file -> file.toString().contains("forgetting"))
        .hasSize(1);
    assertThat(sessions().resolve(OTHER.value())).doesNotExist();
    Path waits = sessions().resolve(CALL.value());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(waits)))
        .isEqualTo("rwx------");
    assertThat(waits.resolve("metrics.json")).isEmptyFile();

    Files.move(deep, temp.resolve("taken-away"));
    List<String> done = with(IngestPause.NOT_NEEDED, steady(), Forgetting::finish);

    assertThat(done).hasSize(1);
    assertThat(done.get(0)).contains("\"all_files_listed\" : false", "\"was_counted\" : true");
    assertClean();
  }

  private void isFinishedAfter(IngestPause pause, InstantSource clock) throws Exception {
    drop(CALL);
    interrupted(pause, clock);
    assertThat(receipts()).as("a receipt is written only when all is done").isEmpty();

    List<String> done =
        with(IngestPause.NOT_NEEDED, steady(), work -> work.forget(List.of(CALL), Cause.CALL));

    assertThat(done).hasSize(1);
    assertThat(done.get(0)).contains("metrics.json", "\"was_counted\" : true");
    assertThat(receipts()).hasSize(1);
    assertClean();
  }

  private void assertClean() throws Exception {
    assertThat(Grep.filesWith(temp, CALL.value())).isEmpty();
    MemoryTotals totals = new MemoryTotals();
    try (CountedCalls ledger = open(totals)) {
      assertThat(ledger.contains(CALL)).isTrue();
      assertThat(totals.sum("calls", "completed")).isEqualTo(1);
    }
    assertThat(Receipts.open(state(), new Random(1)).problems()).isEmpty();
  }

  private void drop(CallId call) throws IOException {
    Path folder = Files.createDirectories(sessions().resolve(call.value()));
    Files.writeString(folder.resolve("metrics.json"), "{\"call_uuid\":\"" + call.value() + "\"}");
    MemoryTotals totals = new MemoryTotals();
    try (CountedCalls ledger = open(totals)) {
      Entry counted =
          Entries.call(call, NOW, NOW, List.of(new Change.Add("calls", List.of("completed"), 1)));
      assertThat(ledger.ledger().record(List.of(counted))).isTrue();
      totals.add(counted);
    }
  }

  private void interrupted(IngestPause pause, InstantSource clock) {
    assertThatThrownBy(() -> with(pause, clock, work -> work.forget(List.of(CALL), Cause.CALL)))
        .isInstanceOf(Killed.class);
  }

  private interface Work {
    List<String> with(Forgetting forgetting) throws IOException;
  }

  private List<String> with(IngestPause pause, InstantSource clock, Work work) throws IOException {
    try (CountedCalls ledger = open(new MemoryTotals())) {
      return work.with(
          Forgetting.open(
              sessions(),
              state(),
              new Forgetting.Known(ledger, RememberedCalls.NONE, pause),
              new Forgetting.Doer("1.2.3", clock, new Random(7))));
    }
  }

  private CountedCalls open(MemoryTotals totals) throws IOException {
    return Ledgers.in(state(), totals);
  }

  private Set<Path> receipts() throws IOException {
    try (Stream<Path> files = Files.list(state().resolve("receipts"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .collect(java.util.stream.Collectors.toSet());
    }
  }

  private Path sessions() {
    return temp.resolve("calls");
  }

  private Path state() {
    return temp.resolve("state");
  }

  private static InstantSource steady() {
    return InstantSource.fixed(NOW);
  }

  private static InstantSource clockThatEndsAt(int question) {
    AtomicInteger asked = new AtomicInteger();
    return () -> {
      if (asked.incrementAndGet() == question) {
        throw new Killed();
      }
      return NOW;
    };
  }
}
