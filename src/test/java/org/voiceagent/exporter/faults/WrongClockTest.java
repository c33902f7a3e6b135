package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** The real program started while the wall clock is wrong and the monotonic clock is true. */
@Tag("faults")
final class WrongClockTest {
  private static final int CALLS = 40;

  @TempDir Path temp;
  private CallDropper engine;

  @BeforeEach
  void fortyCountedCalls() throws Exception {
    engine = new CallDropper(temp.resolve("calls"), temp.resolve("aside"), new Random(7));
    for (int i = 0; i < CALLS; i++) {
      engine.drop();
    }
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> exporter.scrape().sum("ai_agent_calls_total") >= engine.expectedCalls());
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> Files.exists(temp.resolve("state/retention.properties")));
      assertThat(exporter.terminate()).isEqualTo(143);
    }
  }

  @Test
  void clockThatIsAheadAtAStartRemovesNothingByItselfNorByHand() throws Exception {
    long folders = folders();
    try (RunningExporter exporter = fake(command(), "+400d").start()) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> exporter.log().contains("nothing is removed by age: the clock jumped"));
      assertThat(exporter.log()).contains("forward by", "purge --trust-clock");
      assertThat(folders()).isEqualTo(folders);
      exporter.terminate();
    }

    assertThat(purge("+400d")).isEqualTo(1);
    assertThat(Files.readString(temp.resolve("purge.txt")))
        .contains(CALLS + " of " + CALLS + " folders", "Nothing was removed: the clock");
    assertThat(folders()).isEqualTo(folders);

    assertThat(purge("+400d", "--trust-clock")).isZero();
    assertThat(folders()).isZero();
  }

  @Test
  void clockThatIsBehindAtAStartRemovesNothing() throws Exception {
    long folders = folders();
    try (RunningExporter exporter = fake(command(), "-400d").start()) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> exporter.log().contains("nothing is removed by age: the clock jumped back"));
      assertThat(folders()).isEqualTo(folders);
    }
  }

  private RunningExporter.Command command() {
    return new RunningExporter.Command(temp);
  }

  private static RunningExporter.Command fake(RunningExporter.Command command, String offset) {
    return command.under(faked(offset).toArray(String[]::new));
  }

  private int purge(String offset, String... more) throws IOException, InterruptedException {
    List<String> command = faked(offset);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.voiceagent.exporter.cli.Main", "purge"));
    command.addAll(List.of("--sessions", temp.resolve("calls").toString()));
    command.addAll(List.of("--state", temp.resolve("state").toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("purge.txt").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Nothing but the wall clock is faked: neither the monotonic clock nor the times of files. */
  private static List<String> faked(String offset) {
    Tools.require("faketime");
    return new ArrayList<>(
        List.of(
            "env",
            "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1",
            "FAKETIME=" + offset,
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME_FORCE_MONOTONIC_FIX=1",
            "NO_FAKE_STAT=1"));
  }

  private long folders() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("calls"))) {
      return files.filter(Files::isDirectory).count();
    }
  }
}
