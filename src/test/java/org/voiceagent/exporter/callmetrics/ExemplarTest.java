package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.testing.Board;

/** How a number on the page leads to a call. */
final class ExemplarTest {
  private final Board board = new Board();

  @Test
  void namesTheCallItsValueAndWhenItWasCounted() {
    board.setTime(Instant.parse("2025-10-26T03:28:18.250Z"));
    board.count(complete("1761449250.2163"));
    assertThat(lines("ai_agent_call_duration_seconds_bucket", "le=\"60.0\""))
        .singleElement()
        .asString()
        .endsWith(" 1.0 # {call_uuid=\"1761449250.2163\"} 45.9 1761449298.250");
    assertThat(lines("ai_agent_call_turns_total", ""))
        .singleElement()
        .asString()
        .endsWith(" 7.0 # {call_uuid=\"1761449250.2163\"} 7.0 1761449298.250");
  }

  @Test
  void standsOnlyInTheBucketItsValueFellInto() {
    board.count(complete("a"));
    assertThat(lines("ai_agent_call_duration_seconds_bucket", "#")).hasSize(1);
  }

  @Test
  void isTheNewestCallThatContributed() {
    board.count(
        complete("first"), complete("second"), complete("third").with(CallField.BARGE_INS, 0));
    assertThat(lines("ai_agent_call_barge_in_total", ""))
        .singleElement()
        .asString()
        .contains("{call_uuid=\"second\"}");
  }

  @Test
  void fitsWithAnIdOf119CharactersAndIsLeftOutWithOneMore() {
    board.count(complete("i".repeat(119)).labels("fits", "p", "m"));
    board.count(complete("i".repeat(120)).labels("too-long", "p", "m"));
    assertThat(lines("ai_agent_calls_total", "fits"))
        .singleElement()
        .asString()
        .contains("# {call_uuid=\"" + "i".repeat(119) + "\"}");
    assertThat(lines("ai_agent_call", "pipeline_name=\"too-long\""))
        .filteredOn(line -> !line.contains("call_uuid=\"" + "i".repeat(120)))
        .isNotEmpty()
        .noneMatch(line -> line.contains("#"));
    assertThat(lines("ai_agent_call_info", "i".repeat(120))).hasSize(1);
  }

  @Test
  void isNotWrittenInTheFormatThatKnowsNone() {
    board.count(complete("a"));
    assertThat(board.text(Format.TEXT)).doesNotContain("# {");
  }

  @Test
  void isTheOnlyPlaceWhereFleetFamiliesNameACall() {
    board.count(complete("a"));
    assertThat(board.text(Format.OPENMETRICS).lines())
        .filteredOn(line -> line.startsWith("ai_agent_"))
        .filteredOn(line -> !line.startsWith("ai_agent_recent_call_"))
        .filteredOn(line -> !line.startsWith("ai_agent_call_info"))
        .filteredOn(line -> !line.startsWith("ai_agent_call_sentiment_score"))
        .isNotEmpty()
        .noneMatch(line -> line.replaceAll(" # .*", "").contains("call_uuid"));
  }

  private List<String> lines(String start, String part) {
    return board
        .text(Format.OPENMETRICS)
        .lines()
        .filter(line -> line.startsWith(start) && line.contains(part))
        .toList();
  }
}
