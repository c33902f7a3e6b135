package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.testing.Ledgers;

final class IntakeTest {
  private static final String SUMMARY = "{\"turns\":3,\"duration_seconds\":12.5}\n";
  private static final String LINE = "{\"role\":\"user\",\"text\":\"hello\"}\n";
  private static final Duration SETTLE = Duration.ofMillis(400);
  private static final Duration RESCAN = Duration.ofSeconds(5);

  @TempDir Path root;

  @Test
  void callThatCameInOrderByRenameIsCountedAtOnce() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    whole("call-1");

    bench.hint("call-1");

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.lags).hasSize(1);
  }

  @Test
  void callWrittenInPiecesIsCountedAfterTheSettleTimeWithoutAChange() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    Path summary = folder.resolve("metrics.json");
    append(summary, "{\"turns\":");
    bench.hint("call-1");
    append(summary, "3}");
    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();

    append(folder.resolve("transcript.jsonl"), LINE);
    bench.hint("call-1").after(SETTLE.minusMillis(1));
    assertThat(bench.counted).isEmpty();

    bench.after(Duration.ofMillis(1));
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void loneSummaryIsCountedAfterTheSettleTime() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    rename(Files.createDirectory(root.resolve("call-1")), "metrics.json", SUMMARY);

    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();
    bench.after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void incompleteLastLineOfATranscriptIsWaitedFor() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    append(folder.resolve("transcript.jsonl"), LINE + "{\"role\":\"agent\",\"te");
    rename(folder, "config_snapshot.yaml", "streaming: {low_watermark_ms: 80}\n");
    rename(folder, "metrics.json", SUMMARY);

    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();
    bench.after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void summaryThatIsBeingWrittenIsWaitedFor() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    whole("call-1");
    bench.pending.hint("call-1", true);

    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();
    bench.after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void backlogIsCountedByTheFirstScanAndThenTheIntakeIsReady() throws Exception {
    for (int i = 0; i < 300; i++) {
      whole("call-" + i);
    }
    age(Duration.ofHours(1));
    IntakeBench bench = new IntakeBench(root);
    assertThat(bench.intake.progress().ready()).isFalse();

    bench.after(Duration.ZERO);

    assertThat(bench.counted).hasSize(300).doesNotHaveDuplicates();
    assertThat(bench.intake.progress()).isEqualTo(new Progress(300, 300, true));
    assertThat(bench.lags).isEmpty();
    assertThat(bench.rescans).containsExactly(RescanCause.START);
  }

  @Test
  void replacedSummaryUpdatesButNeverCountsAgain() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = whole("call-1");
    bench.hint("call-1");
    rename(folder, "metrics.json", "{\"turns\":4,\"outcome\":\"transferred\"}\n");

    bench.hint("call-1").hint("call-1").after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.updated).containsExactly("call-1");
  }

  @Test
  void fileTimesOfASlowClockDoNotSettleAFolderThatIsSeenChanging() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    append(folder.resolve("transcript.jsonl"), LINE);
    age(Duration.ofHours(1));
    bench.hint("call-1");
    rename(folder, "metrics.json", SUMMARY);
    age(Duration.ofHours(1));

    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();
    bench.after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void laterFeedbackUpdatesTheCall() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = whole("call-1");
    bench.hint("call-1");
    append(folder.resolve("feedback.jsonl"), "{\"csat\":4}\n");

    bench.hint("call-1").after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.updated).containsExactly("call-1");
  }

  @Test
  void rescanFindsALineAddedToFeedbackThoughTheFolderItselfIsUnchanged() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = whole("call-1");
    append(folder.resolve("feedback.jsonl"), "{\"csat\":4}\n");
    bench.hint("call-1").after(Duration.ofMinutes(1)).after(RESCAN);
    append(folder.resolve("feedback.jsonl"), "{\"csat\":2}\n");

    bench.after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.updated).containsExactly("call-1");
  }

  @Test
  void hintOfATranscriptKeepsTheCallActive() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    append(folder.resolve("transcript.jsonl"), LINE);
    bench.hint("call-1").after(Duration.ofMinutes(9));
    Instant before = bench.feed.active().get(0).lastSign();

    bench.pending.hintCompanion("call-1");
    bench.after(Duration.ofMinutes(9));

    assertThat(bench.abandoned).isZero();
    assertThat(bench.feed.active().get(0).lastSign()).isAfter(before);
    rename(folder, "metrics.json", SUMMARY);
    bench.hint("call-1").after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void folderThatIsDeletedAndRestoredIsNotCountedAgain() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = whole("call-1");
    bench.hint("call-1");
    delete(folder);
    bench.after(RESCAN);
    whole("call-1");

    bench.hint("call-1").after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void nextRescanFindsACallWithoutAHint() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    whole("call-1");

    bench.after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.rescans).containsExactly(RescanCause.START, RescanCause.INTERVAL);
  }

  @Test
  void fullQueueLeadsToARescan() throws Exception {
    IntakeBench bench = new IntakeBench(root, 2).after(Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      whole("call-" + i);
      bench.pending.hint("call-" + i, false);
    }

    bench.after(Duration.ZERO);

    assertThat(bench.counted).hasSize(5);
    assertThat(bench.rescans).contains(RescanCause.QUEUE_FULL);
  }

  @Test
  void callWithoutSummaryIsActiveUntilItGoesQuiet() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    append(folder.resolve("transcript.jsonl"), LINE);

    bench.hint("call-1");
    assertThat(bench.active).isEqualTo(1);
    assertThat(bench.feed.active())
        .extracting(call -> call.id())
        .containsExactly(new CallId("call-1"));

    bench.after(Duration.ofMinutes(11)).after(RESCAN).after(RESCAN);
    assertThat(bench.active).isZero();
    assertThat(bench.abandoned).isEqualTo(1);

    rename(folder, "metrics.json", SUMMARY);
    bench.hint("call-1").after(SETTLE);
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void activeCallStaysActiveThoughTheWallClockJumps() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    append(folder.resolve("transcript.jsonl"), LINE);
    bench.hint("call-1");

    bench.wallClockJumps(Duration.ofDays(400)).after(RESCAN);
    assertThat(bench.active).isEqualTo(1);
    assertThat(bench.abandoned).isZero();
    bench.wallClockJumps(Duration.ofDays(-8_000)).after(Duration.ofMinutes(9));
    assertThat(bench.active).isEqualTo(1);
    bench.after(Duration.ofMinutes(1)).after(RESCAN);
    assertThat(bench.abandoned).isEqualTo(1);
  }

  @Test
  void noDayPassesSoonAfterAStart() throws Exception {
    CountedCalls ledger = Ledgers.fresh();
    IntakeBench bench = new IntakeBench(root, 1_000, ledger).after(Duration.ZERO);
    long today = Instant.now().getEpochSecond() / 86_400;

    bench.after(Duration.ofMinutes(59));
    assertThat(ledger.ledger().wantsAging(today)).isTrue();
    bench.wallClockJumps(Duration.ofHours(-1)).after(Duration.ofMinutes(1));
    assertThat(ledger.ledger().wantsAging(bench.wallClock.getEpochSecond() / 86_400)).isFalse();
  }

  @Test
  void refusedSessionIsReportedOnceAndRetriedOnlyWhenItsFilesChange() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    rename(folder, "metrics.json", "[1, 2, 3]");
    bench.hint("call-1").after(SETTLE).after(RESCAN).hint("call-1");
    assertThat(bench.rejected).containsExactly(RejectReason.BAD_JSON);

    rename(folder, "metrics.json", SUMMARY);
    bench.hint("call-1").after(SETTLE);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.rejected).hasSize(1);
  }

  @Test
  void invalidNamesAreRefusedAndTemporaryNamesIgnored() throws Exception {
    Files.createDirectory(root.resolve("bad id"));
    Files.createDirectory(root.resolve(".staging"));
    Files.writeString(root.resolve("README"), "a file");

    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO).after(RESCAN).after(RESCAN);

    assertThat(bench.rejected).containsExactly(RejectReason.BAD_ID);
    assertThat(bench.active).isZero();
  }

  @Test
  void folderWithABadNameIsRefusedOnceThoughItsFilesChange() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("bad id"));
    bench.hint("bad id");
    append(folder.resolve("transcript.jsonl"), LINE);
    bench.hint("bad id");
    rename(folder, "metrics.json", SUMMARY);
    bench.hint("bad id").after(RESCAN);

    assertThat(bench.rejected).containsExactly(RejectReason.BAD_ID);
  }

  @Test
  void temporaryReadErrorIsRetriedSoonAndNotReportedAsRefused() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    IntakeBench bench = benchThatCannotRead(failures).after(Duration.ZERO);
    whole("call-1");
    bench.hint("call-1");
    assertThat(bench.counted).isEmpty();

    bench.after(Duration.ofMillis(250)).after(Duration.ofMillis(500)).after(Duration.ofSeconds(1));

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.rejected).isEmpty();
  }

  @Test
  void lastingReadErrorIsRefusedOnceAndStillRetried() throws Exception {
    AtomicInteger failures = new AtomicInteger(1_000);
    IntakeBench bench = benchThatCannotRead(failures).after(Duration.ZERO);
    whole("call-1");
    bench.hint("call-1");
    int seconds = 0;
    while (bench.rejected.isEmpty() && seconds < 60) {
      bench.after(Duration.ofSeconds(1));
      seconds++;
    }
    assertThat(bench.rejected).containsExactly(RejectReason.UNREADABLE);
    assertThat(seconds).isBetween(15, 30);

    failures.set(0);
    for (int look = 0; look < 12; look++) {
      bench.after(RESCAN);
    }
    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.rejected).hasSize(1);
  }

  @Test
  void temporarilyClosedSessionsFolderLosesNoCall() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    whole("call-1");
    bench.hint("call-1");
    whole("call-2");
    Path away = root.resolveSibling(root.getFileName() + "-away");
    Files.move(root, away);
    Files.createSymbolicLink(root, root); // opening it fails, and not for want of it
    bench.hint("call-2").after(Duration.ofSeconds(20)).after(Duration.ofSeconds(60));
    Files.delete(root);
    Files.move(away, root);

    bench.after(Duration.ofSeconds(16)).after(SETTLE);

    assertThat(bench.counted).containsExactlyInAnyOrder("call-1", "call-2");
    assertThat(bench.rejected).isEmpty();
  }

  private IntakeBench benchThatCannotRead(AtomicInteger failures) {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    return new IntakeBench(
        root,
        1_000,
        Ledgers.fresh(),
        folder ->
            failures.getAndDecrement() > 0
                ? new Reading.Refused(RejectReason.UNREADABLE, "too many open files")
                : reader.read(folder));
  }

  @Test
  void fifoInPlaceOfASummaryBlocksNeitherTheIntakeNorOtherCalls() throws Exception {
    Path folder = Files.createDirectory(root.resolve("call-1"));
    new ProcessBuilder("mkfifo", folder.resolve("metrics.json").toString()).start().waitFor();
    whole("call-2");

    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO).after(SETTLE);

    assertThat(bench.rejected).containsExactly(RejectReason.NOT_REGULAR);
    assertThat(bench.counted).containsExactly("call-2");
  }

  @Test
  void missingSessionsFolderIsFoundWhenItAppears() throws Exception {
    Path late = root.resolve("late");
    IntakeBench bench = new IntakeBench(late).after(Duration.ZERO);
    assertThat(bench.intake.progress().ready()).isTrue();
    Files.createDirectory(late);
    write(Files.createDirectory(late.resolve("call-1")));

    bench.after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void whateverTheOrderOfWritesEveryWholeCallIsCountedOnceAndNoneBefore() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Set<String> whole = new HashSet<>();
    List<List<Step>> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(steps(root.resolve("call-" + i), random, whole));
    }
    while (calls.stream().anyMatch(steps -> !steps.isEmpty())) {
      List<Step> steps = calls.get(random.nextInt(calls.size()));
      if (!steps.isEmpty()) {
        steps.remove(0).run();
        if (random.nextBoolean()) {
          bench.hint("call-" + calls.indexOf(steps));
        }
        bench.after(Duration.ofMillis(random.nextInt(300)));
        assertThat(whole).as("seed %d", seed).containsAll(bench.counted);
      }
    }
    bench.after(RESCAN).after(RESCAN);

    assertThat(bench.counted).as("seed %d", seed).doesNotHaveDuplicates().hasSize(60);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static List<Step> steps(Path folder, Random random, Set<String> whole) {
    List<Step> steps = new ArrayList<>();
    steps.add(() -> Files.createDirectory(folder));
    steps.add(() -> append(folder.resolve("transcript.jsonl"), LINE));
    Path summary = folder.resolve("metrics.json");
    if (random.nextBoolean()) {
      steps.add(() -> rename(folder, "config_snapshot.yaml", "streaming: {min_start_ms: 9}\n"));
      steps.add(
          () -> {
            whole.add(folder.getFileName().toString());
            rename(folder, "metrics.json", SUMMARY);
          });
    } else {
      int cut = 1 + random.nextInt(SUMMARY.length() - 3);
      steps.add(() -> append(summary, SUMMARY.substring(0, cut)));
      steps.add(
          () -> {
            whole.add(folder.getFileName().toString());
            append(summary, SUMMARY.substring(cut));
          });
    }
    steps.add(() -> rename(folder, "metrics.json", SUMMARY));
    return steps;
  }

  private Path whole(String id) throws IOException {
    return write(Files.createDirectory(root.resolve(id)));
  }

  private static Path write(Path folder) throws IOException {
    append(folder.resolve("transcript.jsonl"), LINE);
    rename(folder, "config_snapshot.yaml", "streaming: {low_watermark_ms: 80}\n");
    rename(folder, "metrics.json", SUMMARY);
    return folder;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void rename(Path folder, String name, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void age(Duration age) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(age));
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
