package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.HostileFolders;
import org.voiceagent.exporter.testing.MetricsPage;

/** Ten times as many hostile folders as good ones, and a heap of 96 MiB. */
@Tag("faults")
@Timeout(300)
final class HostileFloodTest {
  private static final int HOSTILE = Integer.getInteger("flood.hostile", 100_000);
  private static final int GOOD = HOSTILE / 10;
  private static final long MOST_RESIDENT_KIB = 230 << 10;

  @TempDir Path temporary;

  @Test
  void allGoodCallsCountAndEveryHostileFolderIsRefusedForItsReason() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Path root = Files.createDirectory(temporary.resolve("calls"));
    HostileFolders hostile =
        new HostileFolders(root, temporary.resolve("o")).add(HOSTILE, new Random(seed));
    for (int i = 0; i < GOOD; i++) {
      HostileFolders.good(root.resolve("good-" + i));
    }
    Map<String, Integer> expected = new HashMap<>(hostile.expected());
    int counted = GOOD + expected.remove("");

    long resident = 0;
    int unanswered = 0;
    try (RunningExporter exporter = new RunningExporter.Command(temporary).start()) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (System.nanoTime() < deadline && !isDone(exporter, counted, expected)) {
        unanswered += exporter.status("/-/healthy") == 200 ? 0 : 1;
        resident = Math.max(resident, exporter.residentKib());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      MetricsPage page = exporter.scrape();
      assertThat(refused(page, expected)).as("seed %d", seed).isEqualTo(expected);
      assertThat(page.sum("voice_agent_exporter_sessions_ingested_total")).isEqualTo(counted);
      assertThat(unanswered).isZero();
      resident = Math.max(resident, exporter.residentKib());
    }
    System.out.println("resident at most, MiB: " + resident / 1024);
    assertThat(resident).isLessThan(MOST_RESIDENT_KIB);
  }

  private static boolean isDone(
      RunningExporter exporter, int counted, Map<String, Integer> expected) {
    Optional<MetricsPage> page = exporter.tryToScrape();
    return page.isPresent()
        && page.get().sum("voice_agent_exporter_sessions_ingested_total") == counted
        && refused(page.get(), expected).equals(expected);
  }

  private static Map<String, Integer> refused(MetricsPage page, Map<String, Integer> expected) {
    Map<String, Integer> refused = new HashMap<>();
    for (String reason : expected.keySet()) {
      String series = "voice_agent_exporter_sessions_rejected_total{reason=\"" + reason + "\"}";
      refused.put(reason, (int) page.value(series).orElse(0));
    }
    return refused;
  }
}
