package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.ManifestOfCall;
import org.voiceagent.exporter.files.Sha256;
import org.voiceagent.exporter.forget.Receipts;
import org.voiceagent.exporter.lake.TierPlan.Tier;
import org.voiceagent.exporter.lake.archive.ArchiveVerification;
import org.voiceagent.exporter.lake.archive.StorageManifest;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Kills what moves folders into archives, gets them back, and forgets calls in them: each call is
 * somewhere as a whole at any moment, in one archive in the end, and counted once for all. A reader
 * beside them never sees half an archive.
 */
@Tag("faults")
@Timeout(3_600)
final class ArchiveKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.lake.rounds", 6);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final int CALLS = 60 + 2 * ROUNDS;

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private final Map<String, Map<String, String>> expected = new TreeMap<>();
  private Path config;

  @Test
  void noFolderIsLostTwiceOrSeenByHalves() throws Exception {
    Files.createDirectory(temp.resolve("calls"));
    config =
        Files.writeString(
            temp.resolve("exporter.yml"),
            "intake: {settle: 100ms, rescan: 1s}\nlake: {host: a, archive: {enabled: true}}\n"
                + "sessions: %s%nstate: %s%n"
                    .formatted(temp.resolve("calls"), temp.resolve("state")));
    for (int i = 0; i < CALLS; i++) {
      drop("call-" + i);
    }
    assertCounted();
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<String> seen = new AtomicReference<>("");
    Thread reader = new Thread(() -> readOn(end, seen), "reader of archives");
    reader.start();
    for (int round = 0; round < ROUNDS; round++) {
      killed("archive of round " + round, cold());
      String some = any();
      killed("restore of round " + round, cold(some));
      if (random.nextInt(3) == 0) {
        assertThat(launch(cold()).waitFor()).isZero();
      }
      String gone = any();
      expected.remove(gone);
      killed("forget of round " + round, forget(gone));
      assertThat(launch(forget(gone)).waitFor()).as("now, or the round before").isIn(0, 1);
      assertThat(manifest(gone).items()).as("%s, seed %d", gone, SEED).isEmpty();
      assertAllThere("forget of round " + round);
    }
    assertThat(launch(cold()).waitFor()).isZero();
    end.countDown();
    reader.join();
    assertThat(seen.get()).as("seed %d", SEED).isEmpty();
    for (String call : expected.keySet()) {
      assertThat(manifest(call).items())
          .as("%s, seed %d", call, SEED)
          .hasSize(expected.get(call).size())
          .allMatch(item -> item.tier() == Tier.COLD);
    }
    assertThat(Receipts.existing(settings().state()).orElseThrow().size()).isEqualTo(ROUNDS);
    assertThat(launch(cold(any())).waitFor()).isZero();
    assertCounted();
    assertThat(ArchiveVerification.of(settings().archive()).problems()).isEmpty();
  }

  private void readOn(CountDownLatch end, AtomicReference<String> seen) {
    try {
      while (!end.await(20, TimeUnit.MILLISECONDS)) {
        ArchiveVerification.of(settings().archive()).problems().forEach(seen::set);
      }
    } catch (IOException | InterruptedException e) {
      seen.set(e.toString());
    }
  }

  private String any() {
    return new ArrayList<>(expected.keySet()).get(random.nextInt(expected.size()));
  }

  private void drop(String call) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("calls").resolve(call));
    byte[] sound = new byte[random.nextInt(200_000)];
    random.nextBytes(sound);
    Files.write(folder.resolve("recording.wav"), sound);
    Files.writeString(folder.resolve("metrics.json"), "{\"turns\":" + random.nextInt(9) + "}");
    Map<String, String> files = new TreeMap<>();
    for (String file : List.of("recording.wav", "metrics.json")) {
      files.put(file, Sha256.of(folder.resolve(file)));
    }
    expected.put(call, files);
  }

  /** No call counts twice, wherever its folder is. */
  private void assertCounted() throws IOException, InterruptedException {
    try (RunningExporter exporter =
        new RunningExporter.Command(temp).with("--config", config.toString()).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> exporter.scrape().sum("ai_agent_calls_total") >= CALLS);
      assertThat(exporter.scrape().sum("ai_agent_calls_total")).isEqualTo(CALLS);
      exporter.kill();
    }
  }

  private void assertAllThere(String when) throws IOException {
    for (Map.Entry<String, Map<String, String>> call : expected.entrySet()) {
      Map<String, String> found = new TreeMap<>();
      for (StorageManifest.Item item : manifest(call.getKey()).items()) {
        String name = item.file().substring(item.file().lastIndexOf('/') + 1);
        found.put(name, item.sha256().orElse(""));
      }
      assertThat(found)
          .as("%s after the %s, seed %d", call.getKey(), when, SEED)
          .isEqualTo(call.getValue());
    }
  }

  private StorageManifest manifest(String call) throws IOException {
    return ManifestOfCall.of(settings(), new CallId(call));
  }

  private ExporterConfig settings() {
    return ExporterConfig.load(config, new Problems());
  }

  private List<String> cold(String... call) {
    List<String> command = new ArrayList<>(List.of(ColdCommand.class.getName(), config.toString()));
    command.addAll(List.of(call));
    return command;
  }

  private List<String> forget(String call) {
    return List.of(
        "org.voiceagent.exporter.cli.Main", "forget", call, "--config", config.toString());
  }

  private void killed(String what, List<String> command) throws Exception {
    Process process = launch(command);
    process.waitFor(300 + random.nextInt(2_200), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    assertAllThere(what);
  }

  private Process launch(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(temp.resolve("commands.txt").toFile()))
        .start();
  }
}
