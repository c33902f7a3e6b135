package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.testing.Tools;

/**
 * The manual page, the shell completion and the page on installation know what the program knows,
 * and no more.
 */
final class DebPapersTest {
  private static final Path HELP = Path.of("src/test/resources/golden/cli");
  private static final Path MANUAL = Path.of("packaging/voice-agent-exporter.1");
  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z][a-z.-]*=?)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z-]+(?:, [a-z-]+)*)  ");

  @Test
  void manualNamesEveryOptionAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>();
    try (Stream<Path> pages = Files.list(HELP)) {
      for (Path page : pages.filter(p -> p.toString().contains("help-")).toList()) {
        known.addAll(all(OPTION, Files.readString(page)));
      }
    }
    String manual = Files.readString(MANUAL).replace("\\-", "-");

    assertThat(all(Pattern.compile("(--[a-z][a-z.-]*=?)"), manual))
        .allMatch(option -> known.contains(option) || known.contains(option + "="))
        .containsAll(known);
  }

  @ParameterizedTest
  @CsvSource({"help-program, ''", "help-check, 'check '"})
  void manualNamesEveryCommand(String page, String before) throws IOException {
    String manual = Files.readString(MANUAL);

    assertThat(commands(page)).isNotEmpty().allMatch(each -> manual.contains(before + each));
  }

  @Test
  void manualIsSetWithoutAWarning() throws Exception {
    String man = Tools.require("man").toString();

    assertThat(DebBuild.said(man, "--warnings", "-E", "UTF-8", "-Tutf8", "-Z", "-l", "" + MANUAL))
        .doesNotContain("warning:", "error:");
  }

  @ParameterizedTest
  @CsvSource({
    "help-serve, serve",
    "help-report-latest, report latest",
    "help-report-effects, report effects",
    "help-report-cost, report cost",
    "help-prices-import, prices import",
    "help-orchestrator-log, orchestrator-log",
    "help-analytics-report, export",
    "help-threshold-alert, watch",
    "help-demo, demo",
    "help-purge, purge",
    "help-forget, forget",
    "help-check-session, check session"
  })
  void completionOffersEveryOption(String page, String words) throws Exception {
    Set<String> known = all(OPTION, Files.readString(HELP.resolve(page + ".txt")));

    assertThat(completed(words + " --")).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"help-program, ''", "help-check, 'check '"})
  void completionOffersEveryCommand(String page, String words) throws Exception {
    Set<String> offered = completed(words);

    assertThat(offered).containsAll(commands(page)).contains("--help", "--version");
    assertThat(offered).hasSize(commands(page).size() + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "rep, report",
    "report eff, effects",
    "report latest --format = j, json",
    "serve --config = pom, pom.xml",
    "serve --sessions = monit, monitoring",
    "check config mvnw.c, mvnw.cmd",
  })
  void completionCompletes(String words, String expected) throws Exception {
    assertThat(completed(words)).containsExactly(expected);
  }

  @Test
  void installationPageNamesEveryDropin() throws IOException {
    try (Stream<Path> dropins = Files.list(Path.of("systemd/dropins"))) {
      assertThat(Path.of("docs/installation.md"))
          .content()
          .contains(dropins.map(each -> "`" + each.getFileName() + "`").toList());
    }
  }

  private static Set<String> commands(String page) throws IOException {
    String help = Files.readString(HELP.resolve(page + ".txt"));
    return all(COMMAND, help.substring(help.indexOf("Commands:"))).stream()
        .flatMap(names -> Stream.of(names.split(", ", -1)))
        .collect(Collectors.toSet());
  }

  /** What bash offers for the last of these words. */
  private static Set<String> completed(String words) throws Exception {
    // compopt works only while bash completes for somebody.
    String script =
        """
        compopt() { :; }
        . packaging/completion.bash
        read -r -a COMP_WORDS <<<"voice-agent-exporter $WORDS"
        case $WORDS in '' | *' ') COMP_WORDS+=('') ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _voice_agent_exporter
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    String bash = Tools.require("bash").toString();
    DebBuild.Outcome outcome = DebBuild.run(Map.of("WORDS", words), bash, "-euc", script);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output().lines().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
