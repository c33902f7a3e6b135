package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * Surveys, reviews and bills that come with their call, moments after it, while the daemon is being
 * killed, or while none runs: each counts once, whatever comes again.
 */
@Tag("faults")
@Timeout(600)
final class LateFactsKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.late.rounds", 16);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

  /** Fewer than are looked at again at each start. */
  private static final int OPEN = 200;

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private final Map<String, Double> expected = new TreeMap<>();
  private final ExpectedKpis kpis = new ExpectedKpis();
  private final Map<String, ExpectedKpis.Call> ended = new HashMap<>();
  private final Deque<String> unrated = new ArrayDeque<>();
  private final List<String> rated = new ArrayList<>();
  private Path calls;
  private int dropped;

  @Test
  void everyFactCountsOnceWhateverIsKilledInBetween() throws Exception {
    calls = Files.createDirectory(temp.resolve("calls"));
    Path config = Files.writeString(temp.resolve("exporter.yml"), CONFIG);
    RunningExporter.Command command =
        new RunningExporter.Command(temp).with("--config", config.toString());
    for (int round = 0; round < ROUNDS; round++) {
      Process process = command.launch(temp.resolve("killed.txt"));
      long killAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_000));
      while (System.nanoTime() < killAt) {
        act();
        LockSupport.parkNanos(random.nextInt(8_000_000));
      }
      process.destroyForcibly().waitFor();
      for (int i = random.nextInt(20); i > 0; i--) {
        act(); // no daemon runs
      }
      if (round % 5 == 4) {
        allAreCounted(command, "seed " + SEED + ", round " + round);
      }
    }
    while (!unrated.isEmpty()) {
      rate(unrated.poll());
    }
    allAreCounted(command, "seed " + SEED + ", at the end");
    allAreCounted(command, "seed " + SEED + ", after one more start");
    assertThat(rated).as("calls were rated").hasSizeGreaterThan(4 * ROUNDS);
  }

  private static final String CONFIG =
      "ledger: {compact_bytes: 20000}\nintake: {settle: 100ms, rescan: 1s}\n";

  private void allAreCounted(RunningExporter.Command command, String when)
      throws IOException, InterruptedException {
    try (RunningExporter exporter = command.start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(found(exporter.scrape())).as(when).isEqualTo(expected));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(found(exporter.scrape())).as(when).isEqualTo(expected);
      kpis.check(exporter, when);
      exporter.kill();
    }
  }

  private Map<String, Double> found(MetricsPage page) {
    Map<String, Double> found = new TreeMap<>();
    expected.keySet().forEach(name -> found.put(name, page.sum(name)));
    return found;
  }

  private void act() throws IOException {
    switch (random.nextInt(4)) {
      case 0, 1 -> drop();
      case 2 -> rateOne();
      default -> repeatOne();
    }
    while (unrated.size() > OPEN) {
      rateOne();
    }
  }

  private void drop() throws IOException {
    String caller = "+49301" + random.nextInt(dropped / 2 + 1);
    String id = "call-" + dropped;
    ended.put(id, kpis.call(dropped++, "p" + random.nextInt(2), caller));
    Path folder = Files.createDirectory(calls.resolve(id));
    if (random.nextInt(4) == 0) {
      rate(id);
    } else {
      unrated.add(id);
    }
    rename(folder, "transcript.jsonl", "{\"role\":\"user\",\"text\":\"hello\"}\n");
    rename(folder, "metrics.json", summary(id, 3));
    expected.merge("ai_agent_calls_total", 1.0, Double::sum);
  }

  private void rateOne() throws IOException {
    if (!unrated.isEmpty()) {
      rate(unrated.poll());
    }
  }

  /** A survey, a bill or both; the second rating of a call differs and must not count. */
  private void rate(String id) throws IOException {
    int csat = 1 + random.nextInt(5);
    double cost = random.nextInt(9) / 4.0;
    Path folder = calls.resolve(id);
    switch (random.nextInt(3)) {
      case 0 ->
          rename(folder, "feedback.json", "{\"csat\":" + csat + ",\"cost_usd\":" + cost + "}");
      case 1 -> {
        Path lines = folder.resolve("feedback.jsonl");
        append(lines, "{\"csat\":" + csat + "}\n{\"cost_");
        append(lines, "usd\":" + cost + "}\n");
      }
      default -> {
        rename(folder, "feedback.json", "{\"csat\":" + csat + "}");
        append(folder.resolve("feedback.jsonl"), "{\"cost_usd\":" + cost + "}\n");
      }
    }
    expected.merge("ai_agent_call_csat_score_count", 1.0, Double::sum);
    expected.merge("ai_agent_call_csat_score_sum", (double) csat, Double::sum);
    expected.merge("ai_agent_call_cost_total", cost, Double::sum);
    kpis.add(call(id), "csat_mean", csat, 1);
    kpis.add(call(id), "cost_per_call", cost, 1);
    rated.add(id);
  }

  private ExpectedKpis.Call call(String id) {
    return Objects.requireNonNull(ended.get(id));
  }

  private String summary(String id, int turns) {
    ExpectedKpis.Call call = call(id);
    return """
    {"turns":%d,"outcome":"completed","pipeline_name":"%s","ended_at":"%s","caller_id":"%s"}\
    """
        .formatted(turns, call.pipeline(), call.ended(), call.caller());
  }

  /** Files that come again, or that are touched: nothing of it is new. */
  private void repeatOne() throws IOException {
    if (rated.isEmpty()) {
      return;
    }
    Path folder = calls.resolve(rated.get(rated.size() - 1 - random.nextInt(rated.size()) / 8));
    Path feedback = folder.resolve("feedback.json");
    if (Files.exists(feedback)) {
      rename(folder, "feedback.json", Files.readString(feedback) + "\n");
    }
    if (Files.exists(folder.resolve("metrics.json"))) {
      rename(folder, "metrics.json", summary(folder.getFileName().toString(), 4));
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void rename(Path folder, String name, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
