package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;

/** {@code kill -9} at random instants under load: nothing lost, nothing double, nothing falls. */
@Tag("faults")
final class KillTest {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 100);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

  @TempDir Path temp;
  private final Map<String, Double> highest = new TreeMap<>();

  @Test
  void killsAtRandomInstantsLoseNothingAndDoubleNothing() throws Exception {
    Random random = new Random(SEED);
    CallDropper engine = new CallDropper(temp.resolve("calls"), temp.resolve("aside"), random);
    RunningExporter.Command command = command();
    for (int round = 0; round < ROUNDS; round++) {
      String when = "seed " + SEED + ", round " + round;
      Path log = temp.resolve("killed.txt");
      Process process = command.launch(log);
      long lifetime = TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_200));
      long killAt = System.nanoTime() + lifetime;
      while (System.nanoTime() < killAt) {
        engine.drop();
        LockSupport.parkNanos(random.nextInt(4_000_000));
      }
      process.destroyForcibly().waitFor();
      if (round % 10 == 9) {
        allAreCounted(command, engine, when);
        engine.deleteSome();
        engine.bringSomeBack();
      }
    }
    allAreCounted(command, engine, "seed " + SEED + ", at the end");
    assertThat(snapshotGeneration()).as("compactions took part").isGreaterThan(ROUNDS / 20);
  }

  private void allAreCounted(RunningExporter.Command command, CallDropper engine, String when)
      throws IOException, InterruptedException {
    try (RunningExporter exporter = command.start()) {
      noCounterFell(exporter.scrape(), when);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                MetricsPage page = exporter.scrape();
                noCounterFell(page, when);
                return page.sum("ai_agent_calls_total") >= engine.expectedCalls();
              });
      engine.check(exporter.scrape(), when);
      engine.checkKpis(exporter, when);
      assertThat(exporter.text("/calls.json?limit=1"))
          .as("%s: every call is in the list once", when)
          .contains("\"listed\":" + (long) engine.expectedCalls() + ",");
      exporter.kill();
    }
  }

  private void noCounterFell(MetricsPage page, String when) {
    for (String series : page.series()) {
      if (series.startsWith("ai_agent_call")
          && series.matches(".*(_total|_bucket|_sum|_count).*")) {
        double now = page.value(series).orElseThrow();
        Double before = highest.put(series, now);
        assertThat(before == null || before <= now).as("%s: %s", when, series).isTrue();
      }
    }
  }

  private RunningExporter.Command command() throws IOException {
    Path config = temp.resolve("exporter.yml");
    Files.writeString(config, "ledger: {compact_bytes: 20000}\nintake: {settle: 100ms}\n");
    return new RunningExporter.Command(temp).with("--config", config.toString());
  }

  private int snapshotGeneration() throws IOException {
    try (var files = Files.list(temp.resolve("state"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("snapshot-"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    }
  }
}
