package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when the kernel's file events fail: looking finds every call. */
@Tag("faults")
final class WatchFaultsTest {
  @TempDir Path temp;
  private Path root;
  private CallDropper engine;

  @BeforeEach
  void engine() throws IOException {
    root = temp.resolve("calls");
    engine = new CallDropper(root, temp.resolve("aside"), new Random(20_251_026));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "max_inotify_watches, 0",
    "max_inotify_watches, 1",
    "max_inotify_watches, 20",
    "max_inotify_instances, 0"
  })
  void watchesThatRunOutCostTimeAndNoCall(String limit, int value) throws Exception {
    Namespace.require();
    RunningExporter.Command command =
        limited(limit, value).with("--config", config("intake: {rescan: 1s}\n"));
    try (RunningExporter exporter = command.start()) {
      for (int i = 0; i < 100; i++) {
        Files.createDirectories(root.resolve("going-on-" + i));
        engine.drop();
      }
      counted(exporter, 30);
      assertThat(exporter.log())
          .containsAnyOf("the periodic rescan finds calls", "cannot watch " + root);
    }
  }

  @Test
  void watchesThatComeBackAreUsedAgain() throws Exception {
    Namespace.require();
    RunningExporter.Command command =
        limited("max_inotify_instances", 0).with("--config", config("intake: {rescan: 1s}\n"));
    try (RunningExporter exporter = command.start()) {
      await().atMost(Duration.ofSeconds(20)).until(() -> exporter.log().contains("cannot watch"));
      String raise = "echo 100 > /proc/sys/user/max_inotify_instances";
      String pid = Long.toString(exporter.process().pid());
      assertThat(
              new ProcessBuilder(
                      "nsenter", "--preserve-credentials", "-U", "-t", pid, "sh", "-c", raise)
                  .inheritIO()
                  .start()
                  .waitFor())
          .isZero();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> exporter.log().contains("is watched again"));
      engine.drop();
      counted(exporter, 10);
    }
  }

  @Test
  void lostEventsOfABurstLoseNoCall() throws Exception {
    RunningExporter.Command command =
        new RunningExporter.Command(temp).with("--config", config("intake: {rescan: 1h}\n"));
    try (RunningExporter exporter = command.start()) {
      await().until(() -> exporter.scrape().sum("voice_agent_exporter_rescans_total") >= 2);
      // While it stands still, the JDK keeps 512 events and then throws all of them away.
      signal(exporter, "STOP");
      for (int i = 0; i < 3_000; i++) {
        engine.drop();
      }
      signal(exporter, "CONT");

      counted(exporter, 60);
    }
  }

  @Test
  void sessionsFolderThatGoesAndComesBackIsFollowed() throws Exception {
    RunningExporter.Command command =
        new RunningExporter.Command(temp).with("--config", config("intake: {rescan: 1s}\n"));
    try (RunningExporter exporter = command.start()) {
      engine.drop();
      counted(exporter, 10);
      Files.move(root, temp.resolve("renamed"));
      await().atMost(Duration.ofSeconds(20)).until(() -> exporter.log().contains("cannot list"));
      Files.writeString(root, "a file in its place");
      assertThat(exporter.status("/metrics")).isEqualTo(200);
      Files.delete(root);
      Files.createDirectory(root);
      engine.drop();
      counted(exporter, 20);
      Files.move(temp.resolve("renamed").resolve("call-0"), root.resolve("call-0"));
      engine.drop();
      counted(exporter, 20);
    }
  }

  @Test
  void sigtermUnderLoadEndsWithin5SecondsAndLosesNothing() throws Exception {
    Random random = new Random(7);
    RunningExporter.Command command = new RunningExporter.Command(temp);
    for (int round = 0; round < 8; round++) {
      RunningExporter exporter = command.start();
      long end = System.nanoTime() + random.nextInt(800_000_000);
      while (System.nanoTime() < end) {
        engine.drop();
        LockSupport.parkNanos(random.nextInt(2_000_000));
      }
      long before = System.nanoTime();
      assertThat(exporter.terminate()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      assertThat(exporter.log()).doesNotContain("cannot be written");
    }
    try (RunningExporter exporter = command.start()) {
      counted(exporter, 20);
    }
  }

  private void counted(RunningExporter exporter, int seconds) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .until(() -> exporter.scrape().sum("ai_agent_calls_total") >= engine.expectedCalls());
    engine.check(exporter.scrape(), "all dropped");
  }

  private RunningExporter.Command limited(String limit, int value) {
    return new RunningExporter.Command(temp)
        .under(
            "unshare",
            "-Ur",
            "sh",
            "-c",
            "echo \"$1\" > /proc/sys/user/$0 && shift && exec \"$@\"",
            limit,
            Integer.toString(value));
  }

  private static void signal(RunningExporter exporter, String name) throws Exception {
    String pid = Long.toString(exporter.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private String config(String text) throws IOException {
    return Files.writeString(temp.resolve("exporter.yml"), text).toString();
  }
}
