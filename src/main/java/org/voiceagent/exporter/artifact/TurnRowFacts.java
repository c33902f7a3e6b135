package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;
import org.voiceagent.exporter.call.TurnRow;

/**
 * Takes what a call's summary lacks from its rows of turns: counts, latencies, interruptions and
 * times of speech. The times of rows are judged as those of a transcript are.
 */
final class TurnRowFacts {
  private final List<TurnRow> rows;
  private final Instant start;

  /**
   * @param start when the call began; any moment if that is unknown
   */
  TurnRowFacts(List<TurnRow> rows, Instant start) {
    this.rows = rows;
    this.start = start;
  }

  /**
   * Adds what the rows tell and the summary does not.
   *
   * @param findings gets latencies that cannot be
   */
  void completeInto(Facts.Builder facts, List<Finding> findings) {
    List<Turn> turns = new Transcript(lines(), List.of()).turns();
    put(facts, CallField.TURNS, OptionalDouble.of(turns.size()));
    put(facts, CallField.END_OF_TURN_MS, Median.of(values(TurnRow::eouMs)));
    put(facts, CallField.STT_LATENCY_MS, mean(values(TurnRow::sttMs)));
    put(facts, CallField.LLM_LATENCY_MS, mean(values(TurnRow::llmMs)));
    put(facts, CallField.TTS_LATENCY_MS, mean(values(TurnRow::ttsMs)));
    if (!facts.known(CallField.TURN_LATENCIES_MS) && !facts.known(CallField.AVG_TURN_LATENCY_MS)) {
      List<Double> given = values(TurnRow::turnMs);
      facts.numbers(
          CallField.TURN_LATENCIES_MS,
          given.isEmpty() ? TranscriptFacts.latencies(turns, findings) : given);
    }
    interruptions(facts);
    new TurnTaking(turns).completeInto(facts);
    SpeechTimes.complete(facts, turns);
    SpeechTimes.completeFirstAudio(facts, turns, start);
  }

  /** An engine that never says who interrupted whom gives no count of either. */
  private void interruptions(Facts.Builder facts) {
    if (rows.stream().anyMatch(row -> row.interruptedBy().isPresent())) {
      put(facts, CallField.BARGE_INS, interrupted(Speaker.AGENT, Speaker.CALLER));
      put(facts, CallField.AGENT_INTERRUPTIONS, interrupted(Speaker.CALLER, Speaker.AGENT));
    }
  }

  private OptionalDouble interrupted(Speaker who, Speaker by) {
    int count = 0;
    for (TurnRow row : rows) {
      count += row.speaker() == who && row.interruptedBy().equals(Optional.of(by)) ? 1 : 0;
    }
    return OptionalDouble.of(count);
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>(rows.size());
    for (TurnRow row : rows) {
      lines.add(
          new Line(
              lines.size() + 1,
              row.speaker(),
              at(row.startSeconds()),
              at(row.endSeconds()),
              at(row.endSeconds()),
              "",
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              row.interruptedBy().isPresent(),
              ""));
    }
    return lines;
  }

  private Optional<Instant> at(OptionalDouble seconds) {
    return seconds.isPresent()
        ? Optional.of(start.plusNanos(Math.round(seconds.getAsDouble() * 1e9)))
        : Optional.empty();
  }

  private List<Double> values(Function<TurnRow, OptionalDouble> column) {
    return rows.stream()
        .map(column)
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .toList();
  }

  private static OptionalDouble mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }

  private static void put(Facts.Builder facts, CallField field, OptionalDouble value) {
    if (value.isPresent() && !facts.known(field)) {
      facts.number(field, value.getAsDouble());
    }
  }
}
