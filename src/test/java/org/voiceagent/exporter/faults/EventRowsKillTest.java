package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.lake.LakeQuery;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Kills the daemon while it counts events: right after a kill, the journal has a row of each event
 * that the ledger counted, and in the end one of each that was written.
 */
@Tag("faults")
@Timeout(3_600)
final class EventRowsKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.lake.rounds", 6);
  private static final int LINES_OF_A_LIFE = 6_000;
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final String COUNTED = "voice_agent_exporter_events_ingested_total";

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private long written;

  @Test
  void noCountedEventIsWithoutItsRowOrHasTwo() throws Exception {
    Path config = config(temp);
    long mostCounted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      RunningExporter exporter = start(temp, config);
      writeForAWhile();
      exporter.kill();
      long counted = counted(round);
      assertThat(rows(config).size())
          .as("seed %d, round %d: rows of the %d counted events", SEED, round, counted)
          .isGreaterThanOrEqualTo((int) counted);
      mostCounted = Math.max(mostCounted, counted);
    }
    assertThat(mostCounted).as("something was counted before a kill").isPositive();
    try (RunningExporter exporter = start(temp, config)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> exporter.scrape().sum(COUNTED) == written);
      exporter.kill();
    }
    assertThat(rows(config))
        .as("seed %d", SEED)
        .containsExactlyElementsOf(LongStream.range(0, written).boxed().toList());
  }

  /**
   * Appends lines for up to some seconds; the process is killed at any moment of that. Some lines
   * come twice.
   */
  private void writeForAWhile() throws IOException {
    Path folder = temp.resolve("events");
    long until = System.nanoTime() + 200_000_000L + random.nextInt(1_800_000_000);
    for (int lines = 0; lines < LINES_OF_A_LIFE && System.nanoTime() < until; lines += 200) {
      StringBuilder text = new StringBuilder();
      StringBuilder copies = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        String line = line(written);
        text.append(line);
        copies.append(written % 4 == 1 ? line : "");
        written++;
      }
      int file = random.nextInt(2);
      append(folder.resolve("app" + file + ".jsonl"), text.toString());
      append(folder.resolve("app" + (1 - file) + ".jsonl"), copies.toString());
      LockSupport.parkNanos(random.nextInt(60_000_000));
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Of every four events, one has no id. */
  private static String line(long number) {
    String id = number % 4 == 0 ? "" : "\"event_id\":\"e-" + number + "\",";
    return String.format(
        Locale.ROOT,
        "{\"event\":\"llm.call\",\"ts\":\"%s\",%s\"data\":{\"provider\":\"p\",\"model\":\"m\","
            + "\"operation\":\"o\",\"status\":\"ok\",\"nodes\":%d}}%n",
        Instant.parse("2026-11-20T00:00:00Z").plusMillis(number * 997),
        id,
        number);
  }

  /** How many events the killed process had counted, by a copy of its state that gets no more. */
  private long counted(int round) throws IOException, InterruptedException {
    Path copy = Files.createDirectory(temp.resolve("copy" + round));
    Path config = config(copy);
    copy(temp.resolve("state"), copy.resolve("state"));
    try (RunningExporter exporter = start(copy, config)) {
      long counted = (long) exporter.scrape().sum(COUNTED);
      exporter.kill();
      return counted;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static RunningExporter start(Path folder, Path config) throws IOException {
    return new RunningExporter.Command(folder).with("--config", config.toString()).start();
  }

  private static List<Long> rows(Path config) throws IOException {
    try (LakeQuery lake = LakeQuery.open(ExporterConfig.load(config, new Problems()).lake(), 256)) {
      return lake
          .ask(
              "SELECT CAST(json_extract_string(data, '$.nodes') AS BIGINT) FROM events ORDER BY 1",
              new LakeQuery.Limits(Duration.ofSeconds(60), 10_000_000))
          .rows()
          .stream()
          .map(row -> (Long) row.get(0))
          .toList();
    }
  }

  private static Path config(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("calls"));
    Files.createDirectory(folder.resolve("events"));
    return Files.writeString(
        folder.resolve("exporter.yml"),
        """
        ledger: {compact_bytes: 20000}
        intake: {settle: 100ms, rescan: 1s}
        sessions: %1$s/calls
        state: %1$s/state
        events: %1$s/events
        catalog: {folder: %2$s}
        lake: {enabled: true, host: a, folder: %1$s/lake}
        """
            .formatted(folder, Path.of("monitoring/catalog").toAbsolutePath()));
  }
}
