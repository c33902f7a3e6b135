package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of an installed program, whose launcher names the installed configuration. */
final class InstalledDefaultsTest {
  @TempDir Path temp;
  private Path elsewhere;
  private Path configuration;

  private record Outcome(int status, String output) {}

  @BeforeEach
  void install() throws IOException {
    elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Path rules = Files.createDirectory(temp.resolve("rules"));
    configuration =
        Files.writeString(
            temp.resolve("exporter.yml"),
            "sessions: %s\nstate: %s\nrules: %s\nlisten: 127.0.0.1:0\n"
                .formatted(temp.resolve("calls"), temp.resolve("state"), rules));
  }

  @Test
  void purgeAndForgetWorkOnTheStateOfTheService() throws Exception {
    for (String command : List.of("purge --dry-run", "forget call-1")) {
      Outcome outcome = run(configuration.toString(), command);

      assertThat(outcome.status()).as(outcome.output()).isEqualTo(ExitStatus.FAULT);
      assertThat(outcome.output()).contains("there is no state folder " + temp.resolve("state"));
    }
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void serveUsesTheFoldersOfTheServiceAndMakesNoneWhereItIsRun() throws Exception {
    Path log = temp.resolve("log");
    Process daemon = start(configuration.toString(), log, "serve");
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log).contains("answering on"));
    } finally {
      daemon.destroy();
    }
    assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(temp.resolve("state")).isNotEmptyDirectory();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void checksLookAtTheInstalledFiles() throws Exception {
    assertThat(run(configuration.toString(), "check config"))
        .isEqualTo(new Outcome(ExitStatus.FINE, configuration + ": no fault found\n"));
    assertThat(run(configuration.toString(), "check rules").output())
        .startsWith(temp.resolve("rules").toString());
  }

  @Test
  void configurationThatIsGoneIsSaidAndNothingIsMade() throws Exception {
    String gone = temp.resolve("gone.yml").toString();
    Outcome outcome = run(gone, "serve");

    assertThat(outcome).isEqualTo(new Outcome(ExitStatus.WRONG_USE, gone + ": no such file\n"));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void demoCallsDoNotGetIntoTheServiceByAccident() throws Exception {
    Outcome outcome = run(configuration.toString(), "demo --calls 1");

    assertThat(outcome.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(outcome.output()).contains("give a folder with --sessions");
    assertThat(temp.resolve("calls")).doesNotExist();
  }

  @Test
  void withoutAnInstalledConfigurationTheBuiltInDefaultsHold() throws Exception {
    for (String none : new String[] {"", null}) {
      Outcome outcome = run(none, "purge");

      assertThat(outcome.output()).contains("there is no state folder monitoring/state");
    }
  }

  private Outcome run(String variable, String arguments) throws Exception {
    Path log = Files.createTempFile(temp, "run", ".log");
    Process process = start(variable, log, arguments);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  private Process start(String variable, Path log, String arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", absoluteClassPath(), Main.class.getName()));
    command.addAll(List.of(arguments.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().remove(DefaultConfig.VARIABLE);
    if (variable != null) {
      builder.environment().put(DefaultConfig.VARIABLE, variable);
    }
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static String absoluteClassPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
