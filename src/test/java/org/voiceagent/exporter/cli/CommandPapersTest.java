package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voiceagent.exporter.testing.Tools;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page and the shell completion know every command and option of the program. */
final class CommandPapersTest {
  private static final Path MANUAL = Path.of("packaging", "voice-agent-exporter.1");
  private static final List<String> EVERYWHERE = List.of("--help", "--version");

  @TestFactory
  Stream<DynamicTest> everyCommandIsInTheManualAndIsCompleted() throws IOException {
    Map<String, CommandLine> commands = new TreeMap<>();
    collect(RootCommand.commandLine(), "", commands);
    assertThat(commands).containsKeys("serve", "check session", "report effects");
    String manual = Files.readString(MANUAL).replace("\\-", "-");
    return commands.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> isKnown(each.getKey(), each.getValue(), manual)));
  }

  private static void isKnown(String path, CommandLine command, String manual) throws Exception {
    assertThat(manual).containsPattern("(?m)^\\.(SS|B|BI|BR) \"?" + path + "\\b");
    String synopsis = manual.replaceFirst("(?s)\\.SH DESCRIPTION.*", "");
    assertThat(synopsis).containsPattern("\\b" + path.replaceFirst(".* ", "") + "\\b");
    for (OptionSpec option : command.getCommandSpec().options()) {
      assertThat(manual).contains(option.longestName());
    }
    List<String> offered = new ArrayList<>(completed(path));
    if (command.getSubcommands().isEmpty()) {
      offered.addAll(completed(path + " --"));
    }
    assertThat(offered).containsAll(command.getSubcommands().keySet()).containsAll(EVERYWHERE);
    for (OptionSpec option : command.getCommandSpec().options()) {
      String name = option.longestName();
      assertThat(offered).containsAnyOf(name, name + "=");
    }
  }

  private static void collect(CommandLine parent, String before, Map<String, CommandLine> into) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              into.put(before + name, command);
              collect(command, before + name + " ", into);
            });
  }

  /** What bash offers after these words; a word that begins with -- is the one being completed. */
  private static List<String> completed(String words) throws Exception {
    // compopt works only while bash completes interactively.
    String script =
        """
        compopt() { :; }
        . packaging/completion.bash
        read -r -a COMP_WORDS <<<"voice-agent-exporter $WORDS"
        case $WORDS in *--) ;; *) COMP_WORDS+=('') ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _voice_agent_exporter
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    ProcessBuilder bash = new ProcessBuilder(Tools.require("bash").toString(), "-euc", script);
    bash.environment().put("WORDS", words);
    Process process = bash.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
