package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A line of 1 GiB in an event file: the real program passes over it in memory that does not grow,
 * and counts what follows. With {@code -Dfaults.line.written=true} every byte of it is written;
 * otherwise the file has a hole, which reads as zeros.
 */
@Tag("faults")
@Timeout(300)
final class HugeLineTest {
  private static final long BYTES = 1L << 30;
  private static final boolean WRITTEN = Boolean.getBoolean("faults.line.written");
  private static final String INGESTED = "voice_agent_exporter_events_ingested_total";
  private static final String REJECTED = "voice_agent_exporter_events_rejected_total";

  @TempDir Path temp;

  @Test
  void lineOfAGibibyteIsPassedOverAndTheLinesAfterItCount() throws Exception {
    Path events = Files.createDirectory(temp.resolve("events"));
    Files.createDirectory(temp.resolve("calls"));
    Path config = temp.resolve("exporter.yml");
    Files.writeString(
        config,
        "events: %s%ncatalog: {folder: %s}%n"
            .formatted(events, Path.of("monitoring", "catalog").toAbsolutePath()));
    try (RunningExporter exporter =
        new RunningExporter.Command(temp).with("--config", config.toString()).start()) {
      Path file = events.resolve("app.jsonl");
      Files.writeString(file, line(1));
      awaitCounted(exporter, 1);
      long before = residentKib(exporter);
      long began = System.nanoTime();
      appendHugeLine(file);
      Files.writeString(file, line(2) + line(3), StandardOpenOption.APPEND);
      awaitCounted(exporter, 3);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      long peak = peakKib(exporter);
      System.out.printf(
          "a line of %d MiB: RSS %d KiB before, %d at most; counted after %d ms%n",
          BYTES >> 20, before, peak, took.toMillis());
      assertThat(exporter.scrape().sum(REJECTED, labels -> labels.contains("too_long")))
          .isEqualTo(1);
      assertThat(peak - before).as("growth of RSS in KiB").isLessThan(48 << 10);
    }
  }

  private static String line(int number) {
    return """
    {"event":"llm.call","ts":"%s","event_id":"huge-%d","data":{"provider":"openai",\
    "model":"gpt-large","operation":"answer","status":"ok","latency_ms":800}}
    """
        .formatted(Instant.now(), number);
  }

  private static void appendHugeLine(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.position(channel.size());
      if (WRITTEN) {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        for (long left = BYTES; left > 0; left -= block.length) {
          channel.write(ByteBuffer.wrap(block));
        }
      } else {
        channel.position(channel.size() + BYTES);
      }
      channel.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static void awaitCounted(RunningExporter exporter, int events) {
    await().atMost(Duration.ofMinutes(2)).until(() -> exporter.scrape().sum(INGESTED) == events);
  }

  private static long residentKib(RunningExporter exporter) throws IOException {
    return status(exporter, "VmRSS:");
  }

  private static long peakKib(RunningExporter exporter) throws IOException {
    return status(exporter, "VmHWM:");
  }

  private static long status(RunningExporter exporter, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", exporter.process().pid() + "", "status")).stream()
        .filter(row -> row.startsWith(field))
        .map(row -> row.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
