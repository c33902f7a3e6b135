package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.HostileFolders;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** What a sweep leaves of real folders, good and bad ones. */
@Timeout(60)
final class SweepTest {
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final String SUMMARY = "{\"turns\":1,\"pipeline_name\":\"p\"}";

  @TempDir Path temporary;
  private Path root;
  private Path state;
  private CountedCalls ledger;
  private final Instant later = Instant.now().plus(Duration.ofDays(31));
  private final Meter meter = new Meter();
  private boolean stopped;

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.resolve("calls"));
    state = temporary.resolve("state");
    ledger = Ledgers.in(state, new MemoryTotals());
  }

  @AfterEach
  void tearDown() throws IOException {
    ledger.close();
  }

  @Test
  void countedCallIsRemovedWhenItIsOldAndNotBefore() throws IOException {
    counted("call-1", SUMMARY);
    Sweep sweep = sweep(usual());

    assertThat(sweep.run(later.minus(Duration.ofDays(2))).removed()).isEmpty();
    assertThat(sweep.run(later).removed()).hasSize(1);
    assertThat(names()).isEmpty();
    assertThat(meter.removed).containsExactly("age " + SUMMARY.length());
  }

  @Test
  void callThatIsNotCountedIsNeverRemoved() throws IOException {
    call("call-1", SUMMARY);

    SweepResult result = sweep(usual()).run(later.plus(Duration.ofDays(9_999)));

    assertThat(result.plan().removals()).isEmpty();
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void callWhoseSummaryWasNeverFinishedIsRemovedAsAbandoned() throws IOException {
    Path summary = call("call-1", "{\"turns\":").resolve("metrics.json");
    Files.writeString(summary.resolveSibling("recording.wav"), "x");

    assertThat(sweep(usual()).run(later).removed()).hasSize(1);
    assertThat(meter.removed).allMatch(removed -> removed.startsWith("abandoned"));
  }

  @Test
  void callThatCannotBeReadNowStaysForItMayBeLater() throws IOException {
    Path summary = call("call-1", SUMMARY).resolve("metrics.json");
    Files.setPosixFilePermissions(summary, Set.of());
    assumeFalse(Files.isReadable(summary), "root reads everything, so this was not checked");

    assertThat(sweep(usual()).run(later.plus(Duration.ofDays(9_999))).removed()).isEmpty();
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void dataThatCanNeverBeCountedHasALimitOfItsOwn() throws IOException {
    call("broken", "[]");
    call("-bad-name", SUMMARY);
    RetentionPolicy keeps = policy(Optional.of(Duration.ofDays(1)), Optional.empty());

    assertThat(sweep(keeps).run(later).removed()).isEmpty();
    assertThat(sweep(usual()).run(later).removed()).hasSize(2);
    assertThat(meter.removed).allMatch(removed -> removed.startsWith("rejected"));
  }

  @Test
  void folderThatIsNotASessionIsNeverRemovedUnderAnyName() throws IOException {
    Path thesis = Files.createDirectories(root.resolve("Documents/thesis"));
    Files.writeString(thesis.resolve("chapter.txt"), "x");
    Files.writeString(Files.createDirectory(root.resolve("my photos")).resolve("a.jpg"), "x");
    Path mixed = call("project", "[]");
    Files.writeString(Files.createDirectory(mixed.resolve("src")).resolve("Main.java"), "x");
    Path nested = Files.createDirectories(root.resolve("nested/call-1"));
    Files.writeString(nested.resolve("metrics.json"), "[]");
    Path linked = Files.createDirectory(root.resolve("linked"));
    Files.createSymbolicLink(linked.resolve("metrics.json"), thesis.resolve("chapter.txt"));
    Files.createDirectory(root.resolve("empty"));
    call("broken", "[]");

    SweepResult result = sweep(usual()).run(later.plus(Duration.ofDays(9_999)));

    assertThat(removed(result)).containsExactly("broken");
    assertThat(result.plan().folders()).as("the others count for no limit").isEqualTo(1);
    assertThat(result.plan().bytes()).isEqualTo(2);
    assertThat(names())
        .containsExactly("Documents", "empty", "linked", "my photos", "nested", "project");
    assertThat(thesis.resolve("chapter.txt")).exists();
    assertThat(mixed.resolve("src/Main.java")).exists();
  }

  @Test
  void activeCallIsKeptUnderAnyPolicy() throws IOException {
    Path call = Files.createDirectory(root.resolve("call-1"));
    Files.writeString(call.resolve("transcript.jsonl"), "{}");
    Files.setLastModifiedTime(call.resolve("transcript.jsonl"), FileTime.from(later));

    assertThat(sweep(usual()).run(later).removed()).isEmpty();
  }

  @Test
  void lookRemovesNothing() throws IOException {
    counted("call-1", SUMMARY);

    assertThat(sweep(usual()).preview(later, "").plan().removals()).hasSize(1);
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void nothingIsRemovedWhileTheStateIsNotOnTheDisk() throws IOException {
    counted("call-1", SUMMARY);
    Sweep sweep = sweep(usual());
    Files.move(state, temporary.resolve("lost"));

    SweepResult result = sweep.run(later);

    assertThat(result.removed()).isEmpty();
    assertThat(result.kept()).isEqualTo(1);
    assertThat(names()).containsExactly("call-1");

    Files.move(temporary.resolve("lost"), state);
    assertThat(sweep.run(later).removed()).hasSize(1);
  }

  @Test
  void feedbackThatComesBetweenPlanAndRemovalKeepsTheCall() throws IOException {
    counted("call-1", SUMMARY);
    Path second = counted("call-2", SUMMARY);
    meter.onRemoved =
        () -> {
          if (Files.exists(second)) {
            write(second.resolve("feedback.json"), "{\"csat\":5}");
          }
        };

    SweepResult result = sweep(usual()).run(later);

    assertThat(result.removed()).hasSize(1);
    assertThat(result.kept()).isEqualTo(1);
    assertThat(names()).containsExactly("call-2");
    assertThat(second.resolve("feedback.json")).exists();
  }

  @Test
  void appendedFeedbackIsSeenThoughTheFolderDidNotChange() throws IOException {
    Path call = counted("call-1", SUMMARY);
    Path feedback = call.resolve("feedback.jsonl");
    Files.writeString(feedback, "{}\n");
    Sweep sweep = sweep(usual());
    sweep.run(later.minus(Duration.ofDays(2)));
    Files.writeString(feedback, "{}\n{}\n");
    Files.setLastModifiedTime(feedback, FileTime.from(later.minusSeconds(60)));

    assertThat(sweep.run(later).removed()).isEmpty();
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void ownDeletionSettingsAreObeyed() throws IOException {
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    counted("at-once", "{\"deletion\":{\"delete_transcript_and_pii\":true}}");
    counted("at-a-time", "{\"deletion\":{\"at\":\"" + soon + "\"}}");
    counted(
        "as-elevenlabs",
        "{\"metadata\":{\"deletion_settings\":{\"deletion_time_unix_secs\":"
            + soon.getEpochSecond()
            + ",\"delete_transcript_and_pii\":true}}}");
    counted(
        "not-wanted",
        "{\"deletion\":{\"at\":\"" + soon + "\",\"delete_transcript_and_pii\":false}}");
    counted("unreadable", "{\"deletion\":{\"at\":\"soon\",\"delete_transcript_and_pii\":true}}");
    Sweep sweep = sweep(usual());

    assertThat(removed(sweep.run(Instant.now()))).as("still settling").isEmpty();
    assertThat(removed(sweep.run(Instant.now().plus(IDLE).plusSeconds(1))))
        .containsExactly("at-once");
    assertThat(removed(sweep.run(soon.plusSeconds(1))))
        .containsExactlyInAnyOrder("at-a-time", "as-elevenlabs");
    assertThat(names()).containsExactlyInAnyOrder("not-wanted", "unreadable");
  }

  @Test
  void pipelineIsReadFromTheSummary() throws IOException {
    counted("call-1", SUMMARY);
    counted("call-2", "{\"pipeline\":\"kept\"}");
    RetentionPolicy all = usual();
    RetentionPolicy policy =
        new RetentionPolicy(
            all.maxAge(),
            all.maxCalls(),
            all.maxBytes(),
            all.abandonedMaxAge(),
            all.rejectedMaxAge(),
            Map.of("kept", Optional.empty()),
            all.settled());

    assertThat(removed(sweep(policy).run(later))).containsExactly("call-1");
  }

  @Test
  void folderThatCannotBeRemovedBlocksNoOtherAndIsReportedEachTime() throws IOException {
    Path deep = counted("call-1", SUMMARY);
    Files.createDirectories(deep.resolve("a/".repeat(20)));
    counted("call-2", SUMMARY);
    Sweep sweep = sweep(usual());

    SweepResult result = sweep.run(later);

    assertThat(result.failed()).isEqualTo(1);
    assertThat(removed(result)).containsExactly("call-2");
    assertThat(sweep.run(later).failed()).isEqualTo(1);
    assertThat(meter.failed).isEqualTo(2);
  }

  @Test
  void manyOldOnesThatCannotGoHoldUpNothingNewer() throws IOException {
    for (int i = 0; i < 25; i++) {
      Path deep = counted("a-deep-" + i, SUMMARY);
      Files.createDirectories(deep.resolve("a/".repeat(20)));
      Files.setLastModifiedTime(deep.resolve("metrics.json"), FileTime.from(Instant.EPOCH));
    }
    counted("newest", SUMMARY);
    Sweep sweep = sweep(usual());

    SweepResult result = sweep.run(later);

    assertThat(removed(result)).containsExactly("newest");
    assertThat(result.failed()).isEqualTo(25);
  }

  @Test
  void folderWhoseNameIsTooLongToHideIsStillRemoved() throws IOException {
    Path longest = call("x".repeat(255), SUMMARY);
    Path nearly = call("y".repeat(240), SUMMARY);

    SweepResult result = sweep(usual()).run(later);

    assertThat(result.failures()).isEmpty();
    assertThat(longest).doesNotExist();
    assertThat(nearly).doesNotExist();
  }

  @Test
  void wishThatIsWrittenInPlaceLaterIsObeyed() throws IOException {
    Path call = counted("call-1", SUMMARY);
    Sweep sweep = sweep(usual());
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    assertThat(removed(sweep.run(soon))).isEmpty();

    Files.writeString(
        call.resolve("metrics.json"), "{\"deletion\":{\"delete_transcript_and_pii\":true}}");

    assertThat(removed(sweep.run(soon.plusSeconds(60)))).containsExactly("call-1");
  }

  @Test
  void fileRewrittenInPlaceIsMeasuredAgainWithinADay() throws IOException {
    Path transcript = counted("call-1", SUMMARY).resolve("transcript.jsonl");
    Files.writeString(transcript, "{}");
    Sweep sweep = sweep(usual());
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    sweep.run(soon);
    Files.writeString(transcript, "x".repeat(1_000));

    sweep.run(soon.plus(Duration.ofHours(25)));

    assertThat(meter.bytes).isEqualTo(1_000 + SUMMARY.length());
  }

  @Test
  void failedRemovalDoesNotMakeAFolderLookNew() throws Exception {
    Path call = counted("call-1", SUMMARY);
    Path transcript = call.resolve("transcript.jsonl");
    Files.writeString(transcript, "{}");
    Sweep sweep = sweep(usual());
    sweep.run(later.minus(Duration.ofHours(30)));
    Files.writeString(transcript, "{}{}");
    Object before = Files.getAttribute(call, "unix:ctime");

    SweepResult first = sweep.run(later.minus(Duration.ofHours(20)));

    assertThat(first.kept()).isEqualTo(1);
    assertThat(Files.getAttribute(call, "unix:ctime")).isEqualTo(before);
    assertThat(removed(sweep.run(later))).containsExactly("call-1");
  }

  @Test
  void tooLargeFileMayCountLaterSoItStays() throws IOException {
    Path call = call("huge", SUMMARY);
    try (var file = new java.io.RandomAccessFile(call.resolve("metrics.json").toFile(), "rw")) {
      file.setLength(10L << 30);
    }

    assertThat(sweep(usual()).run(later).plan().removals()).isEmpty();
    assertThat(call).exists();
  }

  @Test
  void remainsOfAForgottenCallAreReportedWithoutItsName() throws IOException {
    for (String name : List.of(".being-removed.call-1", ".kept.call-1")) {
      Path left = root.resolve(name);
      Files.createDirectories(left.resolve("a/".repeat(20)));
    }
    ledger.forget(Set.of(new CallId("call-1")));

    SweepResult result = sweep(usual()).run(Instant.now());

    assertThat(result.failures()).hasSize(2).noneMatch(line -> line.contains("call-1"));
  }

  @Test
  void whatARemovalLeftIsMeteredAsLongAsItIsThere() throws IOException {
    Path left = root.resolve(".being-removed.call-1");
    Files.move(counted("call-1", SUMMARY), left);
    Files.createDirectories(left.resolve("a/".repeat(20)));
    Files.move(call("call-2", SUMMARY), root.resolve(".kept.call-2"));
    Sweep sweep = sweep(usual());

    SweepResult result = sweep.run(Instant.now());

    assertThat(result.failed()).as("left, and too deep to be measured").isPositive();
    assertThat(result.failures()).hasSize(2);
    assertThat(result.failures().get(0)).contains(".kept.call-2", "check it");
    assertThat(result.failures().get(1)).contains("call-1", "interrupted removal");
    assertThat(meter.failed).isEqualTo(result.failed());
    assertThat(meter.bytes).as("what was kept takes its room").isEqualTo(SUMMARY.length());
    assertThat(root.resolve(".kept.call-2")).exists();
    assertThat(sweep.run(Instant.now()).failed()).isEqualTo(result.failed());
  }

  @Test
  void removalCutShortByAnEarlierRunIsFinishedIfTheCallWasCounted() throws IOException {
    Files.move(counted("call-1", SUMMARY), root.resolve(".being-removed.call-1"));
    Files.move(call("call-2", SUMMARY), root.resolve(".being-removed.call-2"));

    sweep(usual()).run(Instant.now());

    assertThat(root.resolve(".being-removed.call-1")).doesNotExist();
    assertThat(names()).as("what was not counted is shown again").containsExactly("call-2");
    assertThat(root.resolve("call-2/metrics.json")).exists();
  }

  @Test
  void sweepThatIsStoppedLeavesTheRest() throws IOException {
    counted("call-1", SUMMARY);
    counted("call-2", SUMMARY);
    meter.onRemoved = () -> stopped = true;

    assertThat(sweep(usual()).run(later).removed()).hasSize(1);
    assertThat(names()).hasSize(1);
  }

  @Test
  void gaugesTellWhatIsStillThere() throws IOException {
    counted("call-1", SUMMARY);
    Instant soon = Instant.now().plus(Duration.ofDays(10));
    sweep(usual()).run(soon);

    assertThat(meter.bytes).isEqualTo(SUMMARY.length());
    assertThat(meter.oldest).isBetween(Duration.ofDays(9), Duration.ofDays(11));
    sweep(usual()).run(later);
    assertThat(meter.bytes).isZero();
    assertThat(meter.oldest).isZero();
  }

  @Test
  void missingRootIsReported() throws IOException {
    Files.delete(root);

    assertThatThrownBy(() -> sweep(usual()).run(later)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void hostileFoldersGoOrStayAndNothingElseIsTouched() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    new HostileFolders(root, outside).addOneOfEach();
    Files.writeString(root.resolve("a-file"), "x");
    List<String> before;
    try (Stream<Path> files = Files.list(outside)) {
      before = files.map(Path::toString).toList();
    }

    SweepResult result = sweep(usual()).run(later);

    assertThat(result.removed()).isNotEmpty();
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files.map(Path::toString)).containsExactlyInAnyOrderElementsOf(before);
    }
    assertThat(root.resolve("a-file")).exists();
  }

  private Sweep sweep(RetentionPolicy policy) {
    return new Sweep(
        new Sweep.Scope(
            root,
            new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF),
            ledger,
            policy,
            IDLE),
        meter,
        () -> stopped);
  }

  private static RetentionPolicy usual() {
    return policy(Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(30)));
  }

  private static RetentionPolicy policy(Optional<Duration> age, Optional<Duration> rejected) {
    return new RetentionPolicy(
        age, OptionalLong.empty(), OptionalLong.empty(), age, rejected, Map.of(), IDLE);
  }

  private Path counted(String name, String summary) throws IOException {
    Path call = call(name, summary);
    assertThat(
            ledger
                .ledger()
                .record(
                    List.of(
                        Entries.call(new CallId(name), Instant.now(), Instant.now(), List.of()))))
        .isTrue();
    return call;
  }

  private Path call(String name, String summary) throws IOException {
    Path call = Files.createDirectory(root.resolve(name));
    Files.writeString(call.resolve("metrics.json"), summary);
    return call;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> removed(SweepResult result) {
    return result.removed().stream().map(removal -> removal.folder().name()).toList();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Remembers what it was told. */
  private static final class Meter implements RetentionMeter {
    private final List<String> removed = new ArrayList<>();
    private Runnable onRemoved = () -> {};
    private int failed;
    private long bytes;
    private Duration oldest = Duration.ZERO;

    @Override
    public void removed(Reason reason, long size) {
      removed.add(reason.label() + " " + size);
      onRemoved.run();
    }

    @Override
    public void kept(long size, Duration oldestAge) {
      bytes = size;
      oldest = oldestAge;
    }

    @Override
    public void failed(int folders) {
      failed += folders;
    }
  }
}
