package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;

/** What happens when the state folder fails: calls wait, and none is lost or counted twice. */
@Tag("faults")
final class StateFaultsTest {
  private static final String WRITABLE = "voice_agent_exporter_ledger_writable";

  @TempDir Path temp;
  private Path state;
  private CallDropper engine;

  @BeforeEach
  void engine() throws IOException {
    state = Files.createDirectory(temp.resolve("state"));
    engine = new CallDropper(temp.resolve("calls"), temp.resolve("aside"), new Random(20_251_026));
  }

  @Test
  void fullDiskMakesCallsWaitUntilThereIsRoom() throws Exception {
    String mount =
        "mount -t tmpfs -o size=1200k tmpfs \"$0\" && head -c 1140000 /dev/zero > \"$0/filler\""
            + " && exec \"$@\"";
    Namespace.require();
    RunningExporter.Command command =
        new RunningExporter.Command(temp)
            .under("unshare", "-Urm", "sh", "-c", mount, state.toString());
    try (RunningExporter exporter = command.start()) {
      for (int i = 0; i < 300; i++) {
        engine.drop();
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> exporter.scrape().sum(WRITABLE) == 0);
      double counted = exporter.scrape().sum("ai_agent_calls_total");
      assertThat(counted).isLessThan(engine.expectedCalls());
      assertThat(exporter.log()).contains("finished calls wait uncounted");
      assertThat(exporter.status("/-/healthy")).isEqualTo(200);

      Path seen = Path.of("/proc/" + exporter.process().pid() + "/root" + state);
      Files.delete(seen.resolve("filler"));

      counted(exporter);
      assertThat(exporter.scrape().sum(WRITABLE)).isEqualTo(1);
      assertThat(exporter.log()).contains("can be written again");
      Path kept = copy(seen, temp.resolve("kept"));
      try (RunningExporter next =
          new RunningExporter.Command(temp).with("--state", kept.toString()).start()) {
        counted(next);
      }
    }
  }

  @Test
  void stateThatCannotBeWrittenAtStartIsAFaultThatSaysWhatToDo() throws Exception {
    Namespace.require();
    Path log = temp.resolve("log.txt");
    Process process =
        new RunningExporter.Command(temp)
            .under(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                "mount -t tmpfs -o ro tmpfs \"$0\" && exec \"$@\"",
                state.toString())
            .launch(log);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(log).content().contains("cannot write the state folder", "--state");
  }

  @Test
  void stateThatIsDeletedIsWrittenAnewFromMemory() throws Exception {
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      for (int i = 0; i < 20; i++) {
        engine.drop();
      }
      counted(exporter);
      delete(state);
      for (int i = 0; i < 20; i++) {
        engine.drop();
      }
      counted(exporter);
      assertThat(exporter.log()).contains("was deleted; it is written again from memory");
      exporter.kill();
    }
    engine.deleteSome();
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      counted(exporter);
    }
  }

  @Test
  void stateThatIsLostWhileTheDaemonIsDownIsRebuiltFromTheFoldersThatAreThere() throws Exception {
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      for (int i = 0; i < 20; i++) {
        engine.drop();
      }
      counted(exporter);
      exporter.kill();
    }
    delete(state);
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      counted(exporter);
    }
  }

  private void counted(RunningExporter exporter) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              MetricsPage page = exporter.scrape();
              return page.sum("ai_agent_calls_total") >= engine.expectedCalls();
            });
    engine.check(exporter.scrape(), "all dropped");
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
