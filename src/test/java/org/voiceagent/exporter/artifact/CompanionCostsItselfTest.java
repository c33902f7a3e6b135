package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.files.GuardedRoot;

/** A file that takes too much work ends its own reading, and the call is counted without it. */
final class CompanionCostsItselfTest {
  @TempDir Path root;

  @Test
  void sixtyKilobytesOfPlaceholdersTakeLessThanASecondOfWork() throws Exception {
    Path folder = folder("{\"turns\":3}");
    Files.writeString(
        folder.resolve("config_snapshot.yaml"), "a: \"" + "${A:-".repeat(12_000) + "\"\nb: 1\n");
    long begin = cpuNanos();

    CallSession call = read(folder, ReadLimits.defaults());

    assertThat(Duration.ofNanos(cpuNanos() - begin)).isLessThan(Duration.ofSeconds(1));
    assertThat(call.facts().number(CallField.TURNS)).hasValue(3);
    assertThat(call.snapshot().text("b")).hasValue("1");
    assertThat(call.findings()).extracting(Finding::reason).containsExactly(Finding.Reason.LIMIT);
  }

  @Test
  void companionBeyondItsBudgetIsLeftOutWithAFinding() throws Exception {
    Path folder = folder("{\"turns\":3}");
    Files.writeString(
        folder.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hi\"}\n".repeat(19_000));

    CallSession call = read(folder, limits(Duration.ofNanos(5)));

    assertThat(call.facts().number(CallField.TURNS)).hasValue(3);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly("transcript.jsonl: file: takes too long to read and is ignored");
  }

  @Test
  void summaryBeyondItsBudgetIsRefused() throws Exception {
    Path folder = folder("{" + many() + "\"turns\":3}");

    assertThat(new SessionReader(limits(Duration.ofNanos(5)), SentimentScorer.OFF).read(folder))
        .isEqualTo(
            new Reading.Refused(RejectReason.READ_TIME, "metrics.json takes too long to read"));
  }

  @Test
  void secondReportBeyondItsBudgetCostsOnlyItself() throws Exception {
    Path folder = folder("{\"turns\":3}");
    Files.writeString(folder.resolve("retell_call.json"), "{" + many() + "\"duration_ms\":5000}");
    Files.writeString(folder.resolve("bolna_task.json"), "{\"conversation_time\":42}");

    CallSession call = read(folder, limits(Duration.ofNanos(60)));

    assertThat(call.facts().number(CallField.TURNS)).hasValue(3);
    assertThat(call.facts().number(CallField.DURATION_SECONDS)).hasValue(42);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly("retell_call.json: file: takes too long to read and is ignored");
    assertThat(call.findings()).extracting(Finding::reason).containsExactly(Finding.Reason.LIMIT);
  }

  @Test
  void secondReportThatIsALinkOrTooLargeCostsOnlyItself() throws Exception {
    Path folder = folder("{\"turns\":3}");
    Path outside = Files.writeString(root.resolve("outside.json"), "{\"duration_ms\":5000}");
    Files.createSymbolicLink(folder.resolve("retell_call.json"), outside);
    Files.writeString(
        folder.resolve("bolna_task.json"), "{\"conversation_time\":42}" + " ".repeat(1 << 20));

    CallSession call = read(folder, ReadLimits.defaults());

    assertThat(call.facts().number(CallField.TURNS)).hasValue(3);
    assertThat(call.facts().number(CallField.DURATION_SECONDS)).isEmpty();
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "retell_call.json: file: is a symbolic link",
            "bolna_task.json: file: is larger than 1048576 bytes");
  }

  @Test
  void deletionSettingsOfASecondReportBindRetention() throws Exception {
    Path folder = folder("{\"turns\":3}");
    Files.writeString(
        folder.resolve("elevenlabs_post_call.json"),
        """
        {"data":{"metadata":{"deletion_settings":
          {"deletion_time_unix_secs":1796092000,"delete_transcript_and_pii":true}}}}
        """);

    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1")) {
      assertThat(
              new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF)
                  .retentionNotes(call)
                  .deletion())
          .isEqualTo(new DeletionWish(true, Optional.of(Instant.ofEpochSecond(1_796_092_000))));
    }
  }

  @Test
  void retentionAndTranscriptOfAReportThatTakesTooLongAreUnknown() throws Exception {
    Path folder = Files.createDirectory(root.resolve("call-1"));
    Files.writeString(folder.resolve("retell_call.json"), "{" + many() + "\"duration_ms\":5000}");
    SessionReader reader = new SessionReader(limits(Duration.ofNanos(5)), SentimentScorer.OFF);

    assertThat(reader.transcript(folder).lines()).isEmpty();
    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1")) {
      assertThat(reader.retentionNotes(call)).isEqualTo(RetentionNotes.NONE);
    }
  }

  @Test
  void interruptedReadingEnds() throws Exception {
    ReadingBudget budget = ReadingBudget.of(ReadLimits.defaults());
    Thread.currentThread().interrupt();
    try (Reader text = budget.metered("a".repeat(100_000))) {
      assertThatThrownBy(() -> text.transferTo(Writer.nullWriter()))
          .isInstanceOf(ReadingBudget.Stopped.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static String many() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      keys.append("\"k").append(i).append("\":1,");
    }
    return keys.toString();
  }

  private static ReadLimits limits(Duration readTime) {
    ReadLimits d = ReadLimits.defaults();
    return new ReadLimits(
        d.summaryBytes(),
        d.transcriptBytes(),
        d.snapshotBytes(),
        d.transcriptLines(),
        d.transcriptLineBytes(),
        d.listItems(),
        d.snapshotKeys(),
        d.findings(),
        readTime);
  }

  private static CallSession read(Path folder, ReadLimits limits) {
    return ((Reading.Complete) new SessionReader(limits, SentimentScorer.OFF).read(folder))
        .session();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private Path folder(String summary) throws Exception {
    Path folder = Files.createDirectory(root.resolve("call-1"));
    Files.writeString(folder.resolve("metrics.json"), summary);
    return folder;
  }
}
