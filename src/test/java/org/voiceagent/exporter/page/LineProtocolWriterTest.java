package org.voiceagent.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;

/** The page in InfluxDB's line protocol. */
final class LineProtocolWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123Z");

  private final Board board = new Board();

  @Test
  void hasALineForEachSampleOfTheOtherPageAndNoOther() {
    board.count(
        CallSessions.measured("one"), CallSessions.measured("two").labels("a b", "c,d=e", "f"));
    board.setTime(NOW);

    List<String> lines = board.text(Format.INFLUX).lines().toList();
    MetricsPage page = MetricsPage.of(board.text(Format.TEXT));

    Set<String> expected =
        page.series().stream()
            .filter(series -> Double.isFinite(page.value(series).orElseThrow()))
            .map(series -> line(series, page.value(series).orElseThrow()))
            .collect(Collectors.toSet());
    assertThat(lines).doesNotHaveDuplicates().hasSameElementsAs(expected);
    assertThat(lines).anyMatch(line -> line.contains("pipeline_name=a\\ b,provider_id=c\\,d\\=e"));
  }

  @Test
  void hasOnlyTheSamplesThatWereAskedFor() {
    board.count(CallSessions.measured("one"));
    Set<String> names = Set.of("ai_agent_calls_total", "ai_agent_call_duration_seconds_sum");

    String lines =
        new String(
            board.exposition.render(Format.INFLUX, names, false).bytes(),
            java.nio.charset.StandardCharsets.UTF_8);

    assertThat(lines.lines().map(line -> line.split(",", 2)[0]).collect(Collectors.toSet()))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt-realtime | gpt-realtime",
        "a b          | a\\ b",
        "a,b=c        | a\\,b\\=c",
        "\"quoted\"   | \"quoted\"",
        "äöü 日本      | äöü\\ 日本",
        "a\\b         | a\\b",
        "a\\\\b       | a/\\b",
        "a\\,b        | a/\\,b",
        "ends\\       | ends/",
      })
  void escapesWhatTheProtocolUsesItself(String value, String written) {
    StringBuilder text = new StringBuilder();

    LineProtocolWriter.escape(value, text);

    assertThat(text).hasToString(written);
  }

  @Test
  void controlCharacterBecomesASpaceSoThatALineStaysOneLine() {
    StringBuilder text = new StringBuilder();

    LineProtocolWriter.escape("a\nb\\\nc", text);

    assertThat(text).hasToString("a\\ b/\\ c");
  }

  /** One sample of the page for Prometheus as a line, written in another way. */
  private static String line(String series, double value) {
    String tags =
        series
            .replaceFirst("^([^{]*)(?:\\{(.*)})?$", "$1,$2")
            .replaceFirst(",$", "")
            .replaceAll(",?[a-z_]+=\"\"", "");
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < tags.length(); i++) {
      char c = tags.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && ", =".indexOf(c) >= 0) {
        line.append('\\').append(c);
      } else {
        line.append(c);
      }
    }
    return line
        + " value="
        + Collector.doubleToGoString(value)
        + " "
        + NOW.toEpochMilli()
        + "000000";
  }
}
