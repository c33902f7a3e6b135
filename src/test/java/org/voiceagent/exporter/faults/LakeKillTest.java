package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.lake.LakeQuery;
import org.voiceagent.exporter.lake.LakeVerification;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Kills the daemon while it journals, and the commands while they export, prune and forget: no call
 * is lost or twice in an answer, at any moment, and of forgotten ones nothing is left.
 */
@Tag("faults")
@Timeout(3_600)
final class LakeKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.lake.rounds", 6);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final int CALLS_OF_A_LIFE = 60;

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private final TreeSet<String> expected = new TreeSet<>();
  private Path config;
  private int dropped;

  @Test
  void noCallIsLostTwiceOrLeftBehind() throws Exception {
    Files.createDirectory(temp.resolve("calls"));
    config = Files.writeString(temp.resolve("exporter.yml"), configuration());
    for (int round = 0; round < ROUNDS; round++) {
      countAndKill();
      killed(random.nextInt(2_500), "lake", "export");
      assertAllThere("export of round " + round);
      killed(random.nextInt(1_500), "lake", "compact");
      assertAllThere("compact of round " + round);
    }
    allAreCounted();
    assertThat(finished("lake", "export")).isZero();
    assertAllThere("the last export");
    assertThat(finished("lake", "compact")).isZero();
    assertAllThere("the last compact");
    List<String> forgotten = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String call = new ArrayList<>(expected).get(random.nextInt(expected.size()));
      killed(random.nextInt(2_500), "forget", call);
      assertThat(finished("forget", call)).as("forgotten now, or the round before").isIn(0, 1);
      expected.remove(call);
      forgotten.add(call);
      assertAllThere("forget of round " + round);
    }
    assertThat(finished("lake", "export")).isZero();
    assertAllThere("an export after all");
    assertNothingIsLeft(forgotten);
    assertThat(LakeVerification.of(settings().lake()).problems()).isEmpty();
  }

  private String configuration() {
    return "ledger: {compact_bytes: 20000}\nintake: {settle: 100ms, rescan: 1s}\n"
        + "sessions: "
        + temp.resolve("calls")
        + "\nstate: "
        + temp.resolve("state")
        + "\nlake: {enabled: true, hot: 1d, host: a, folder: "
        + temp.resolve("lake")
        + "}\n";
  }

  private void countAndKill() throws Exception {
    Process process =
        new RunningExporter.Command(temp)
            .with("--config", config.toString())
            .launch(temp.resolve("killed.txt"));
    for (int i = 0; i < CALLS_OF_A_LIFE; i++) {
      drop();
    }
    process.waitFor(random.nextInt(3_000), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    allAreCounted();
  }

  /** Lets a daemon count what there is, and kills it at once: the rows may wait in memory still. */
  private void allAreCounted() throws IOException, InterruptedException {
    try (RunningExporter exporter =
        new RunningExporter.Command(temp).with("--config", config.toString()).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> exporter.scrape().sum("ai_agent_calls_total") == expected.size());
      exporter.kill();
    }
  }

  private void drop() throws IOException {
    String id = "call-" + dropped++;
    Instant end =
        Instant.now().minus(1 + random.nextInt(4), ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Path folder = Files.createDirectory(temp.resolve("calls").resolve(id));
    Path part = folder.resolve("metrics.tmp");
    Files.writeString(
        part,
        "{\"call_uuid\":\"%s\",\"ended_at\":\"%s\",\"duration_seconds\":7,\"outcome\":\"%s\"}%n"
            .formatted(id, end, "completed"));
    Files.move(part, folder.resolve("metrics.json"), StandardCopyOption.ATOMIC_MOVE);
    expected.add(id);
  }

  /** What every reader must see: what was journaled before is there once. */
  private void assertAllThere(String when) throws Exception {
    // The last rows may be in the ledger's log alone; a start journals them.
    allJournaled();
    try (LakeQuery lake = LakeQuery.open(settings().lake(), 256)) {
      LakeQuery.Answer answer =
          lake.ask(
              "SELECT call_uuid FROM calls WHERE duration_seconds = 7 ORDER BY 1",
              new LakeQuery.Limits(Duration.ofSeconds(60), 1_000_000));
      assertThat(answer.rows().stream().map(row -> (String) row.get(0)).toList())
          .as("seed %d, after the %s", SEED, when)
          .containsExactlyElementsOf(expected);
    }
  }

  private void allJournaled() throws IOException, InterruptedException {
    try (RunningExporter exporter =
        new RunningExporter.Command(temp).with("--config", config.toString()).start()) {
      exporter.kill();
    }
  }

  private void assertNothingIsLeft(List<String> forgotten) throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String call : forgotten) {
          assertThat(bytes).as("%s in %s", call, file).doesNotContain("\"" + call + "\"");
        }
      }
    }
    try (LakeQuery lake = LakeQuery.open(settings().lake(), 256)) {
      String ids = forgotten.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
      assertThat(
              lake.ask(
                      "SELECT count(*) FROM calls WHERE call_uuid IN (" + ids + ")",
                      new LakeQuery.Limits(Duration.ofSeconds(60), 10))
                  .rows()
                  .get(0))
          .isEqualTo(List.of(0L));
    }
  }

  private ExporterConfig settings() {
    return ExporterConfig.load(config, new Problems());
  }

  private void killed(int afterMillis, String... arguments) throws Exception {
    Process process = launch(arguments);
    process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private int finished(String... arguments) throws Exception {
    return launch(arguments).waitFor();
  }

  private Process launch(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.voiceagent.exporter.cli.Main");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", config.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(temp.resolve("commands.txt").toFile()))
        .start();
  }
}
