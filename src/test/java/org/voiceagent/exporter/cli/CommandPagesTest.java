package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.testing.GoldenFile;
import picocli.CommandLine;

/**
 * Writes what {@code docs/commands.md} shows: the output of each command on the same demo calls, as
 * text and as a picture.
 */
final class CommandPagesTest {
  private static final Path PAGE = Path.of("docs", "commands.md");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-30T12:00:00Z"));
  private static final int CALLS = 300;
  private static final double CALLS_A_MINUTE = CALLS / (10.0 * 24 * 60);

  /** A marker, and the generated block after it. */
  private static final Pattern OUTPUT =
      Pattern.compile("<!-- output: (\\S+) -->\n(\n```\n.*?\n```\n)?", Pattern.DOTALL);

  private static final Map<String, String> TYPED =
      Map.of(
          "kpi", "orchestrator-log --metrics --from 10d",
          "live", "monitor-session --stats",
          "export", "analytics-report --export=csv --by pipeline_name",
          "watch",
              "threshold-alert --metric=latency --threshold=500 --interval=60 --window 24h --once",
          "dashboard", "business-dashboard --days 10",
          "compare", "compare --before ..2026-11-26 --after 2026-11-26..");

  @TempDir static Path temp;

  @BeforeAll
  static void playCalls() throws Exception {
    DemoOptions options = new DemoOptions(temp.resolve("calls"), CALLS_A_MINUTE, 1, CALLS, true);
    new DemoEngine(options, CLOCK).run(line -> {});
  }

  static List<String> names() {
    return TYPED.keySet().stream().sorted().toList();
  }

  private static String output(String name) {
    StringWriter out = new StringWriter();
    CommandLine commands =
        new CommandLine(new RootCommandOnly())
            .addSubcommand(new KpiCommand(CLOCK))
            .addSubcommand(new LiveCommand(CLOCK))
            .addSubcommand(new ExportCommand(CLOCK))
            .addSubcommand(new WatchCommand(CLOCK))
            .addSubcommand(new DashboardCommand(CLOCK))
            .addSubcommand(new CompareCommand());
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int status =
        commands.execute((typed(name) + " --sessions " + temp.resolve("calls")).split(" "));
    assertThat(status).as(out.toString()).isIn(ExitStatus.FINE, ExitStatus.FOUND);
    String text = out.toString().replace("\r\n", "\n").replace(temp.resolve("calls") + "", "calls");
    return text.lines().limit(60).map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
  }

  private static String typed(String name) {
    return String.valueOf(TYPED.get(name));
  }

  @CommandLine.Command(name = "voice-agent-exporter")
  private static final class RootCommandOnly {}

  @Test
  void thePageShowsWhatTheCommandsPrint() throws IOException {
    String page = Files.readString(PAGE);
    Matcher outputs = OUTPUT.matcher(page);
    String upToDate =
        outputs.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "<!-- output: "
                        + found.group(1)
                        + " -->\n\n```\n$ voice-agent-exporter "
                        + typed(found.group(1))
                        + "\n"
                        + shortened(output(found.group(1)))
                        + "```\n"));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, upToDate);
    } else {
      assertThat(page)
          .as("%s is out of date: run the tests with -Dgolden.update=true", PAGE)
          .isEqualTo(upToDate);
    }
    assertThat(outputs.reset().results()).hasSameSizeAs(names());
  }

  /** CSV goes on and on. */
  private static String shortened(String output) {
    List<String> lines = output.lines().toList();
    return lines.get(0).startsWith("from,")
        ? String.join("\n", lines.subList(0, 12)) + "\n...\n"
        : output;
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachCommandHasAPicture(String name) {
    String command = "voice-agent-exporter " + typed(name);
    GoldenFile.document("images/command-" + name + ".svg")
        .matches(TerminalPicture.of(command, shortened(output(name))));
  }

  @Test
  void theExecutivePageHasAPictureOfItsCharts() {
    StringWriter out = new StringWriter();
    CommandLine dashboard =
        new CommandLine(new DashboardCommand(CLOCK)).setOut(new PrintWriter(out));
    dashboard.execute("--html", "--days", "10", "--sessions", temp.resolve("calls").toString());
    Matcher chart = Pattern.compile("<svg [^>]*width=\"560\".*?</svg>").matcher(out.toString());
    assertThat(chart.find()).isTrue();
    assertThat(chart.find()).as("the second chart").isTrue();

    GoldenFile.document("images/dashboard-chart.svg").matches(chart.group() + "\n");
  }
}
