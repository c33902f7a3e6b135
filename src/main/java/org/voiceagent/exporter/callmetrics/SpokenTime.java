package org.voiceagent.exporter.callmetrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.TurnRow;

/**
 * When caller and agent spoke, and when tools ran, in seconds since the call's start. Known only if
 * every turn says when it began and ended: a turn without times may lie anywhere.
 *
 * @param turns of caller and agent, by their start
 * @param tools the times in which tools ran, by their start; empty if not known
 */
record SpokenTime(List<Span> turns, List<Span> tools) {

  /**
   * A time in which something went on.
   *
   * @param speaker whose time it is
   * @param start in seconds since the call's start
   * @param end in seconds since the call's start, not before {@code start}
   */
  record Span(Speaker speaker, double start, double end) {

    /** How many seconds it shares with another one. */
    double shared(double from, double to) {
      return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }

  /** The times of a call; empty if a turn lacks one. */
  static Optional<SpokenTime> of(Facts facts) {
    List<TurnRow> rows = facts.rows(CallField.TURN_ROWS, TurnRow.class);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Span> turns = new ArrayList<>();
    List<Span> tools = new ArrayList<>();
    for (TurnRow row : rows) {
      boolean spoken = row.speaker() == Speaker.CALLER || row.speaker() == Speaker.AGENT;
      boolean timed =
          row.startSeconds().isPresent()
              && row.endSeconds().isPresent()
              && row.endSeconds().getAsDouble() >= row.startSeconds().getAsDouble();
      if (spoken && !timed) {
        return Optional.empty();
      }
      if (timed && (spoken || row.speaker() == Speaker.TOOL)) {
        (spoken ? turns : tools)
            .add(
                new Span(
                    row.speaker(),
                    row.startSeconds().getAsDouble(),
                    row.endSeconds().getAsDouble()));
      }
    }
    turns.sort(Comparator.comparingDouble(Span::start));
    tools.sort(Comparator.comparingDouble(Span::start));
    return turns.isEmpty() ? Optional.empty() : Optional.of(new SpokenTime(turns, tools));
  }
}
