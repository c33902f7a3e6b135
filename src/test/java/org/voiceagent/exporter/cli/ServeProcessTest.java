package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, log and exit status. */
final class ServeProcessTest {
  @TempDir Path temp;
  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void sigtermEndsItWithin5SecondsAsSystemdExpects() throws Exception {
    serve();

    process.destroy();

    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(log()).contains("<6>stopping");
  }

  @Test
  void sighupReloadsAndSaysWhatIsWrong() throws Exception {
    Path file = Files.writeString(temp.resolve("exporter.yml"), "sentiment: true\n");
    serve("--config", file.toString());

    hangUp();
    await().until(() -> log().contains("rules, thresholds, prices and catalogs reloaded"));
    Files.writeString(file, "sentiment: maybe\n");
    hangUp();

    await().until(() -> log().contains("<3>the configuration was not reloaded"));
    assertThat(log()).contains("exporter.yml:1: sentiment: expected true or false");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void portThatIsTakenIsAFault() throws Exception {
    serve();
    String address = log().replaceAll("(?s).*http://([0-9.:]+).*", "$1");
    Process second = start(temp.resolve("second.log"), "--listen", address);

    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitStatus.FAULT);
    assertThat(temp.resolve("second.log")).content().contains("cannot listen on " + address);
  }

  @Test
  void stateThatAnotherDaemonUsesIsAFault() throws Exception {
    serve();
    String state = temp.resolve("log") + ".state";
    Process second = start(temp.resolve("second.log"), "--listen", "127.0.0.1:0", "--state", state);

    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitStatus.FAULT);
    assertThat(temp.resolve("second.log"))
        .content()
        .contains("in use by another voice-agent-exporter (process " + process.pid() + ")");
  }

  private void serve(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--listen", "127.0.0.1:0"));
    arguments.addAll(List.of(options));
    process = start(temp.resolve("log"), arguments.toArray(String[]::new));
    await().atMost(Duration.ofSeconds(30)).until(() -> log().contains("answering on"));
  }

  private Process start(Path log, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--sessions", temp.resolve("calls").toString()));
    command.addAll(List.of(options));
    if (!command.contains("--state")) {
      command.addAll(List.of("--state", log + ".state"));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JOURNAL_STREAM", "1:1");
    return builder.redirectOutput(log.toFile()).start();
  }

  private void hangUp() throws Exception {
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  private String log() throws IOException {
    return Files.readString(temp.resolve("log"));
  }
}
