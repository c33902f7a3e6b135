package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.TurnRow;

/**
 * A turn whose times may be moments; once the call's start is known, they become seconds.
 *
 * @param row the turn, without the times that are moments
 * @param start when it began, if given as a moment
 * @param end when it ended, if given as a moment
 */
record TimedTurn(TurnRow row, Optional<Instant> start, Optional<Instant> end) {

  /**
   * The turns with all times in seconds since the call's start.
   *
   * @param start when the call began; without it, times that are moments count from the first turn
   */
  static List<TurnRow> since(Optional<Instant> start, List<TimedTurn> turns) {
    Optional<Instant> origin =
        start.or(() -> turns.stream().flatMap(turn -> turn.start().stream()).findFirst());
    return turns.stream().map(turn -> turn.since(origin)).toList();
  }

  private TurnRow since(Optional<Instant> origin) {
    if (origin.isEmpty() || (start.isEmpty() && end.isEmpty())) {
      return row;
    }
    return new TurnRow(
        row.speaker(),
        start.isPresent() ? seconds(origin.get(), start.get()) : row.startSeconds(),
        end.isPresent() ? seconds(origin.get(), end.get()) : row.endSeconds(),
        row.interruptedBy(),
        row.eouMs(),
        row.sttMs(),
        row.llmMs(),
        row.ttsMs(),
        row.turnMs());
  }

  /** Unknown if it is before the start or no call can be so long. */
  private static OptionalDouble seconds(Instant from, Instant to) {
    double seconds = Duration.between(from, to).toMillis() / 1e3;
    return seconds >= 0 && seconds <= Values.LONGEST_CALL_SECONDS
        ? OptionalDouble.of(seconds)
        : OptionalDouble.empty();
  }
}
