package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ServeArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "serve --config a.yml",
        "--config a.yml",
        "serve --config=a.yml --sessions b --state=c --listen 127.0.0.1:0 --web.config.file d.yml",
        "--web.config.file=d.yml",
        "--config.file=a.yml --web.listen-address=:9100 --log.level=warn --log.format=json",
        "serve --listen=nowhere",
        "serve --config a=b",
        "serve --sessions=b=c",
        "serve --state serve",
      })
  void theUsualCommandLinesMeanWhatPicocliReads(String line) {
    Optional<ServeSettings> read = ServeArguments.parse(words(line));

    assertThat(read).contains(byPicocli(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve -h",
        "--version",
        "check config",
        "demo",
        "serve --config",
        "serve --config=",
        "serve --config --sessions b",
        "serve --config a --config b",
        "serve --config a --config.file b",
        "serve --listen :0 --web.listen-address :1",
        "serve --config @file",
        "serve @file",
        "serve --conf a",
        "serve a --config b",
        "serve -- --config a",
        "serve --confg a",
        "serve serve",
      })
  void everythingElseIsLeftToPicocli(String line) {
    assertThat(ServeArguments.parse(words(line))).isEmpty();
  }

  @Test
  void everyOptionOfServeIsReadDirectly() {
    CommandLine serve = RootCommand.commandLine().getSubcommands().get("serve");

    serve.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .flatMap(option -> Arrays.stream(option.names()))
        .forEach(name -> assertThat(ServeArguments.parse(words(name + " x"))).as(name).isPresent());
  }

  private static ServeSettings byPicocli(String line) {
    String full = line.startsWith("serve") ? line : ("serve " + line).strip();
    CommandLine.ParseResult root = RootCommand.commandLine().parseArgs(words(full));
    return ((ServeCommand) root.subcommand().commandSpec().userObject()).settings();
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ", -1);
  }
}
