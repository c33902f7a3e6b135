package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * {@code kill -9} at random instants while calls arrive and old ones are removed. What may go is
 * decided by the calls themselves: those with an even number ask for it, the others never go. So
 * each call that is gone must have asked and have been counted, and in the end all that asked and
 * no other is gone, whatever was killed when.
 */
@Tag("faults")
final class RetentionKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final Pattern REMOVED =
      Pattern.compile("removed (\\d+) folders with (\\d+) bytes");

  /** As short as the configuration lets it be. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  @TempDir Path temp;
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final Set<String> others = new HashSet<>();
  private Path calls;
  private int dropped;
  private int unfinished;

  @Test
  void killsAtRandomInstantsRemoveNothingUncountedAndForgetNothing() throws Exception {
    Random random = new Random(SEED);
    calls = Files.createDirectories(temp.resolve("calls"));
    Path log = temp.resolve("killed.txt");
    RunningExporter.Command command = command();
    for (int round = 0; round < ROUNDS; round++) {
      Process process = command.launch(log);
      long killAt =
          System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500 + random.nextInt(4_000));
      while (System.nanoTime() < killAt) {
        drop(random);
        LockSupport.parkNanos(random.nextInt(8_000_000));
      }
      process.destroyForcibly().waitFor();
      onlyThoseThatAskedAreGone("seed " + SEED + ", round " + round);
    }
    Set<String> left = names();
    assertThat(asked.keySet().stream().filter(id -> !left.contains(id)))
        .as("killed ones removed too")
        .isNotEmpty();
    try (RunningExporter exporter = command.start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                assertThat(names()).isEqualTo(others);
                assertThat(exporter.scrape().sum("ai_agent_calls_total"))
                    .isEqualTo(dropped - unfinished);
              });
      MetricsPage page = exporter.scrape();
      assertThat(page.sum("ai_agent_call_turns_total")).isEqualTo(dropped - unfinished);
      toldInThisLife(exporter, page);
    }
    try (Stream<Path> files = Files.list(calls)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  /** Counted or not, whoever did not ask is there; half a folder is never seen by its name. */
  private void onlyThoseThatAskedAreGone(String when) throws IOException {
    Set<String> there = names();
    assertThat(there).as(when).containsAll(others);
    for (String name : there) {
      if (asked.containsKey(name)) {
        assertThat(calls.resolve(name).resolve("metrics.json")).as("%s: %s", when, name).exists();
        assertThat(calls.resolve(name).resolve("transcript.jsonl")).as(when).exists();
      }
    }
  }

  /** The counters and the log of one life say the same, and sizes are those that were written. */
  private void toldInThisLife(RunningExporter exporter, MetricsPage page) {
    long folders = 0;
    long bytes = 0;
    Matcher removed = REMOVED.matcher(exporter.log());
    while (removed.find()) {
      folders += Long.parseLong(removed.group(1));
      bytes += Long.parseLong(removed.group(2));
    }
    assertThat(page.sum("voice_agent_exporter_artifacts_deleted_total"))
        .isEqualTo((double) folders);
    assertThat(page.sum("voice_agent_exporter_artifacts_deleted_bytes_total"))
        .isEqualTo((double) bytes);
    Set<Long> sizes = new HashSet<>(asked.values());
    assertThat(sizes).as("all are as large").hasSize(1);
    assertThat(bytes).isEqualTo(folders * sizes.iterator().next());
    assertThat(page.sum("voice_agent_exporter_retention_failures_total")).isZero();
  }

  private void drop(Random random) throws IOException {
    String id = String.format(java.util.Locale.ROOT, "call-%06d", dropped);
    String wish = "\"deletion\":{\"delete_transcript_and_pii\":" + (dropped % 2 == 0) + "}";
    Path aside = Files.createDirectories(temp.resolve("aside").resolve(id));
    String transcript = "{\"role\":\"user\",\"text\":\"hello\"}\n";
    String summary = "{\"turns\":1," + wish + "}";
    Files.writeString(aside.resolve("transcript.jsonl"), transcript);
    if (dropped % 10 == 1) {
      unfinished++;
    } else {
      Files.writeString(aside.resolve("metrics.json"), summary);
    }
    if (random.nextBoolean()) {
      Files.createDirectory(aside.resolve("nested"));
    }
    Files.move(aside, calls.resolve(id));
    if (dropped % 2 == 0) {
      asked.put(id, (long) transcript.length() + summary.length());
    } else {
      others.add(id);
    }
    dropped++;
  }

  private Set<String> names() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.list(calls)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .forEach(names::add);
    }
    return names;
  }

  private RunningExporter.Command command() throws IOException {
    Path config = temp.resolve("exporter.yml");
    Files.writeString(
        config,
        "intake: {settle: 100ms, idle: "
            + IDLE.toSeconds()
            + "s}\nledger: {compact_bytes: 20000}\n"
            + "retention: {first_sweep_after: 0s, interval: 1s}\n");
    return new RunningExporter.Command(temp).with("--config", config.toString());
  }
}
