package org.voiceagent.exporter.event.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.intake.IntakeClock;

/** Each line of an event file counts once, whatever is done to the file. */
@Timeout(120)
final class EventFeedTest {
  @TempDir Path temp;
  private Path folder;
  private Path state;
  private int written;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("events"));
    state = temp.resolve("state");
  }

  private RunningFeed start() throws IOException {
    return new RunningFeed(folder, state);
  }

  private String line(String queue) {
    written++;
    return "{\"event\":\"work\",\"ts\":\"2025-11-30T12:00:00.%06dZ\",\"data\":{\"queue\":\"%s\"}}\n"
        .formatted(written, queue);
  }

  private void append(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void linesCountAsTheyBecomeWhole() throws Exception {
    try (RunningFeed feed = start()) {
      append("app.jsonl", line("a") + line("a").substring(0, 30));
      feed.awaitLines(1);
      written--;
      append("app.jsonl", line("a").substring(30) + line("b"));
      feed.awaitLines(3);
      assertThat(feed.counted("a")).isEqualTo(2);
      assertThat(feed.counted("b")).isEqualTo(1);
      assertThat(feed.lines()).isEqualTo(3);
    }
  }

  @Test
  void nothingCountsAgainAfterARestart() throws Exception {
    append("one.jsonl", line("a") + line("a"));
    append("sub/deep/two.jsonl", line("a"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(3);
    }
    append("one.jsonl", line("a"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(4);
      feed.awaitLooks(1);
      assertThat(feed.lines()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app.jsonl.1", "app.jsonl-20261130", "app-2026-11-30.jsonl", "old/x.jsonl"})
  void aRenamedFileGoesOnAndItsOldNameBeginsAnew(String next) throws Exception {
    append("app.jsonl", line("a"));
    Files.createDirectories(folder.resolve(next).getParent());
    try (RunningFeed feed = start()) {
      feed.awaitLines(1);
      Files.move(folder.resolve("app.jsonl"), folder.resolve(next));
      append(next, line("a"));
      append("app.jsonl", line("b"));
      feed.awaitLines(3);
      feed.awaitLooks(1);
      assertThat(feed.counted("a")).isEqualTo(2);
      assertThat(feed.counted("b")).isEqualTo(1);
      assertThat(feed.measured).isEmpty();
    }
  }

  @Test
  void aFileRenamedWhileNobodyLooksGoesOn() throws Exception {
    append("app.jsonl", line("a"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(1);
    }
    append("app.jsonl", line("a"));
    Files.move(folder.resolve("app.jsonl"), folder.resolve("app.jsonl.1"));
    append("app.jsonl", line("b"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(3);
      feed.awaitLooks(1);
      assertThat(feed.lines()).isEqualTo(3);
    }
  }

  @Test
  void copytruncateIsReportedAndTheCopyGoesOnWhereTheFileEnded() throws Exception {
    try (RunningFeed feed = start()) {
      append("app.jsonl", line("a") + line("a"));
      feed.awaitLines(2);
      append("app.jsonl", line("a"));
      Files.copy(folder.resolve("app.jsonl"), folder.resolve("app.jsonl.1"));
      Files.writeString(folder.resolve("app.jsonl"), "");
      append("app.jsonl", line("b"));
      feed.awaitLines(4);
      feed.awaitLooks(1);
      assertThat(feed.counted("a")).isEqualTo(3);
      assertThat(feed.counted("b")).isEqualTo(1);
      assertThat(feed.measured).contains("truncated");
    }
  }

  @Test
  void aCopyDoesNotCountButAFileThatOnlyBeginsAlikeDoes() throws Exception {
    String same = line("a");
    append("app.jsonl", same + line("a"));
    append("worker.jsonl", same + line("b"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(4);
      Files.copy(folder.resolve("app.jsonl"), folder.resolve("backup.jsonl"));
      append("app.jsonl", line("a"));
      feed.awaitLines(5);
      feed.awaitLooks(2);
      assertThat(feed.lines()).isEqualTo(5);
    }
  }

  @Test
  void aFileCutToItsBeginningCountsNothingTwiceAndThenWhatIsAppended() throws Exception {
    String first = line("a");
    try (RunningFeed feed = start()) {
      append("app.jsonl", first + line("a") + line("a"));
      feed.awaitLines(3);
      Files.writeString(folder.resolve("app.jsonl"), first);
      RunningFeed.await(() -> feed.measured.contains("truncated"), "truncated");
      feed.awaitLooks(1);
      append("app.jsonl", line("b"));
      feed.awaitLines(4);
      assertThat(feed.counted("a")).isEqualTo(3);
      assertThat(feed.counted("b")).isEqualTo(1);
    }
  }

  @Test
  void aCompressedFileIsNotReadAgainAndItsUnreadRestCountsOnceUnpacked() throws Exception {
    try (RunningFeed feed = start()) {
      append("app.jsonl", line("a"));
      feed.awaitLines(1);
    }
    append("app.jsonl", line("a") + line("a"));
    byte[] whole = Files.readAllBytes(folder.resolve("app.jsonl"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("app.jsonl.gz")))) {
      out.write(whole);
    }
    Files.delete(folder.resolve("app.jsonl"));
    try (RunningFeed feed = start()) {
      feed.awaitLooks(3);
      assertThat(feed.lines()).isEqualTo(1);
      Files.write(folder.resolve("app.jsonl"), whole);
      feed.awaitLines(3);
      feed.awaitLooks(1);
      assertThat(feed.lines()).isEqualTo(3);
    }
  }

  @Test
  void linesThatWereCompressedBeforeTheyWereSeenAreReportedAndCountOnceUnpackedWithinADay()
      throws Exception {
    AtomicLong skipped = new AtomicLong();
    IntakeClock clock =
        new IntakeClock(InstantSource.system(), () -> System.nanoTime() + skipped.get());
    try (RunningFeed feed = new RunningFeed(folder, state, clock, true)) {
      append("app.jsonl", line("a"));
      feed.look();
      feed.awaitIdle();
      String more = line("a") + line("a");
      append("app.jsonl", more);
      byte[] whole = Files.readAllBytes(folder.resolve("app.jsonl"));
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve("app.jsonl.gz")))) {
        out.write(whole);
      }
      Files.delete(folder.resolve("app.jsonl"));
      feed.look();
      feed.look();
      assertThat(feed.measured).containsExactly("lost " + more.length());
      skipped.set(Duration.ofHours(23).toNanos());
      feed.look();
      Files.write(folder.resolve("app.jsonl"), whole);
      feed.look();
      feed.awaitIdle();
      assertThat(feed.counted("a")).isEqualTo(3);
    }
  }

  @Test
  void anEventIdCountsOnceAcrossFilesAndRestarts() throws Exception {
    String one =
        "{\"event\":\"work\",\"ts\":\"2025-11-30T12:00:00Z\",\"event_id\":\"e-1\","
            + "\"data\":{\"queue\":\"a\"}}\n";
    append("one.jsonl", one + one);
    try (RunningFeed feed = start()) {
      feed.awaitLines(2);
    }
    append("two.jsonl", line("b") + one);
    try (RunningFeed feed = start()) {
      feed.awaitLines(4);
      assertThat(feed.counted("a")).isEqualTo(1);
      assertThat(feed.totals.sum("voice_agent_exporter_events_duplicates_total", "work"))
          .isEqualTo(2);
    }
  }

  @Test
  void rejectedLinesAreCountedAndKeptRedactedWithTheirPlace() throws Exception {
    String email =
        "{\"event\":\"mail\",\"ts\":\"2025-11-30T12:00:00Z\",\"data\":"
            + "{\"to\":\"maria.keller@example.com\"}}\n";
    try (RunningFeed feed = start()) {
      append("app.jsonl", line("a") + "not json\n" + email);
      feed.awaitLines(3);
      String rejected = "voice_agent_exporter_events_rejected_total";
      assertThat(feed.totals.sum(rejected, "_unknown", "not_json")).isEqualTo(1);
      assertThat(feed.totals.sum(rejected, "_unknown", "unknown_event")).isEqualTo(1);
      Path quarantine = state.resolve("events/quarantine.jsonl");
      RunningFeed.await(() -> size(quarantine) > 0, "quarantine");
      assertThat(Files.readString(quarantine))
          .contains("\"reason\":\"not_json\"", "\"file\":\"app.jsonl\"", "not json")
          .contains("\"position\":" + line("a").length())
          .doesNotContain("maria.keller");
      assertThat(feed.passedOn).hasSize(1);
    }
  }

  @Test
  void eventsAreKeptAndForcedBeforeTheLedgerCountsThem() throws Exception {
    String withId =
        "{\"event\":\"work\",\"ts\":\"2025-11-30T12:00:00Z\",\"event_id\":\"e-1\",\"data\":"
            + "{\"queue\":\"a\"}}\n";
    String first = line("a") + line("b") + withId;
    try (RunningFeed feed = start()) {
      append("one.jsonl", first);
      feed.awaitLines(3);
      assertThat(feed.kept).hasSize(3);
      assertThat(feed.positionsWhenForced).containsExactly(0L);
      append("one.jsonl", line("a"));
      feed.awaitLines(4);
      assertThat(feed.kept).hasSize(4);
      assertThat(feed.positionsWhenForced).containsExactly(0L, (long) first.length());
      append("one.jsonl", "not json\n" + withId);
      feed.awaitLines(6);
      assertThat(feed.positionsWhenForced).as("nothing is kept of these").hasSize(2);
      assertThat(feed.kept.stream().map(CountedEvent::key)).doesNotHaveDuplicates();
      assertThat(feed.kept.get(2).key()).startsWith("id:").doesNotContain("e-1");
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void aLineThatIsTooLongIsPassedOverInMemoryThatDoesNotGrow() throws Exception {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) 'x');
    try (OutputStream out = Files.newOutputStream(folder.resolve("app.jsonl"))) {
      out.write(line("a").getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 80; i++) {
        out.write(block);
      }
      out.write('\n');
      out.write(line("a").getBytes(StandardCharsets.UTF_8));
    }
    try (RunningFeed feed = start()) {
      feed.awaitLines(3);
      assertThat(feed.counted("a")).isEqualTo(2);
      assertThat(
              feed.totals.sum("voice_agent_exporter_events_rejected_total", "_unknown", "too_long"))
          .isEqualTo(1);
    }
  }

  @Test
  void linksAndFifosAreNotOpened() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret.jsonl"), line("a"));
    Files.createSymbolicLink(folder.resolve("link.jsonl"), secret);
    Files.createSymbolicLink(folder.resolve("folder"), temp);
    new ProcessBuilder("mkfifo", folder.resolve("fifo.jsonl").toString()).start().waitFor();
    append("app.jsonl", line("b"));
    try (RunningFeed feed = start()) {
      feed.awaitLines(1);
      feed.awaitLooks(1);
      assertThat(feed.lines()).isEqualTo(1);
      assertThat(feed.counted("b")).isEqualTo(1);
    }
  }

  @Test
  void aFolderThatComesLaterIsRead() throws Exception {
    Files.delete(folder);
    try (RunningFeed feed = start()) {
      append("app.jsonl", line("a"));
      feed.awaitLines(1);
      assertThat(feed.counted("a")).isEqualTo(1);
    }
  }

  @Test
  void aTimeInTheFutureIsRejected() throws Exception {
    try (RunningFeed feed =
        new RunningFeed(folder, state, () -> Instant.parse("2025-11-30T10:59:00Z"))) {
      append("app.jsonl", line("a"));
      feed.awaitLines(1);
      assertThat(feed.totals.sum("voice_agent_exporter_events_rejected_total", "work", "bad_time"))
          .isEqualTo(1);
    }
  }
}
