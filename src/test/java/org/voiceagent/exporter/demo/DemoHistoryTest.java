package org.voiceagent.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:30:00Z");

  @TempDir private Path folder;

  @Test
  void coversTheDaysBeforeAndOneChangeOfTheConfiguration() throws IOException {
    int calls = new DemoHistory(folder, 3).write(4, NOW);

    TreeMap<Instant, String> watermarks = new TreeMap<>();
    for (Path call : folders(folder)) {
      Path snapshot = call.resolve("config_snapshot.yaml");
      if (Files.exists(snapshot)) {
        String line =
            Files.readAllLines(snapshot).stream()
                .filter(one -> one.strip().startsWith("low_watermark_ms"))
                .findFirst()
                .orElse("");
        watermarks.put(Files.getLastModifiedTime(snapshot).toInstant(), line.strip());
      }
    }
    assertThat(calls).isEqualTo(folders(folder).size()).isGreaterThan(200);
    assertThat(watermarks.firstKey()).isBetween(NOW.minusSeconds(97 * 3_600), NOW);
    assertThat(watermarks.lastKey()).isBetween(NOW.minusSeconds(3_600), NOW);
    List<String> epochs = new ArrayList<>();
    for (String watermark : watermarks.values()) {
      if (epochs.isEmpty() || !epochs.get(epochs.size() - 1).equals(watermark)) {
        epochs.add(watermark);
      }
    }
    assertThat(epochs).containsExactly("low_watermark_ms: 80", "low_watermark_ms: 160");
  }

  @Test
  void theSameSeedGivesTheSameCalls() throws IOException {
    new DemoHistory(folder.resolve("one"), 3).write(1, NOW);
    new DemoHistory(folder.resolve("two"), 3).write(1, NOW);

    List<Path> calls = folders(folder.resolve("one"));
    assertThat(calls).isNotEmpty();
    for (Path call : calls) {
      try (Stream<Path> files = Files.list(call)) {
        for (Path file : files.toList()) {
          assertThat(folder.resolve("two").resolve(folder.resolve("one").relativize(file)))
              .hasSameTextualContentAs(file);
        }
      }
    }
  }

  @Test
  void isWrittenOnceOnly() throws IOException {
    DemoHistory history = new DemoHistory(folder, 3);
    int calls = history.write(1, NOW);

    assertThat(history.write(1, NOW.plusSeconds(60))).isZero();
    assertThat(folders(folder)).hasSize(calls);
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
