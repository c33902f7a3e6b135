package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.GoldenFile;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Reports fit the terminal, and are coloured only on one. */
final class LayoutTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest(name = "COLUMNS={0}: {1}")
  @CsvSource({"72, 72", "12, 40", "5000, 1000", "'', 120", "wide, 120", "0, 120"})
  void widthIsThatOfTheTerminal(String columns, int width) {
    CommandLine command = RootCommand.commandLine();
    command.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    assertThat(Layout.of(command, Map.of("COLUMNS", columns))).isEqualTo(new Layout(width, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {72, 80, 120})
  void noLineOfAReportIsWiderThanTheTerminal(int width) throws Exception {
    Layout layout = new Layout(width, false);
    String all =
        EffectText.of(json("http/feedback-effects.json"), layout)
            + SummaryText.of(json("http/feedback-summary.json"), layout)
            + ReportText.of(json("http/feedback-latest-limit.json"), layout);
    assertThat(all.lines().filter(line -> line.length() > width))
        .as("besides headings and patches, which are copied")
        .allMatch(line -> line.contains(" -> ") || line.startsWith("    "));
  }

  @Test
  void onlyATerminalSeesColours() throws Exception {
    JsonNode effects = json("http/feedback-effects.json");
    assertThat(EffectText.of(effects, new Layout(100, true)))
        .contains("\u001b[32mHELPED\u001b[0m  streaming.low_watermark_ms");
    assertThat(EffectText.of(effects, Layout.PLAIN)).doesNotContain("\u001b");
  }

  @Test
  void timesAreShownToTheSecond() {
    assertThat(Terminal.time("2026-03-01T12:00:00.123456789Z")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(Terminal.time("-")).isEqualTo("-");
  }

  @Test
  void timeInATableStaysOnOneLineWhileOtherColumnsCanBeNarrowed() {
    TextTable table = new TextTable("CALL", "ENDED");
    table.row("2dc3668b-6e91-3c10-9704-23ed27b3dd06", "2026-03-01T12:00:00Z");
    assertThat(table.text(new Layout(40, false))).contains("2026-03-01T12:00:00Z\n");
  }

  @Test
  void whatHoldsOfSeveralChangesAtOnceIsSaidOnce() throws Exception {
    String effect =
        "{'field':'a.%s','from':'1','to':'2','at':'2026-03-01T12:00:00.5Z','verdict':'inconclusive',"
            + "'decided':false,'pipeline_name':'p','provider_id':'v','model_variant':'m',"
            + "'calls_before':40,'calls_after':12,'measures':[],'recommendation_keys':[],'confounders':['a.%s"
            + " changed at the same time'],'why':'a.%s changed at the same time; besides, needs"
            + " about 88 more calls'}";
    String report =
        "{'note':'n','effects':["
            + effect.formatted("x", "y", "y")
            + ","
            + effect.formatted("y", "x", "x")
            + "]}";
    assertThat(EffectText.of(MAPPER.readTree(report.replace('\'', '"')), Layout.PLAIN))
        .isEqualTo(
            """
            INCONCLUSIVE (so far)  a.x: 1 -> 2  at 2026-03-01T12:00:00Z
            INCONCLUSIVE (so far)  a.y: 1 -> 2  at 2026-03-01T12:00:00Z
              p / v / m, 40 calls before and 12 after
              these 2 keys changed at the same time, so none of them can be judged alone
              needs about 88 more calls

            Note: n.
            """);
  }

  private static JsonNode json(String golden) throws Exception {
    return MAPPER.readTree(GoldenFile.of(golden).text());
  }
}
