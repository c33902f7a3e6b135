package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;

/**
 * Counts interruptions and overlaps, from lines that give both a start and an end time. Most
 * engines write one time a line; for their calls the counts stay absent, because absent is never 0.
 */
final class TurnTaking {
  /** Shorter overlaps are how people talk; this project's own choice. */
  private static final Duration OVERLAP = Duration.ofMillis(300);

  private final List<Turn> turns;
  private final List<Double> endOfTurnMs = new ArrayList<>();

  /** How many answers tell whether they began before the caller had ended, and how many did. */
  private int answers;

  private int talkOvers;

  /** The same of the caller's turns, and those which the agent did not heed. */
  private int callersTurns;

  private int ignoredBargeIns;
  private boolean interruptionsTold;

  TurnTaking(List<Turn> turns) {
    this.turns = turns;
    for (int i = 0; i < turns.size(); i++) {
      interruptionsTold |= isInterrupted(turns.get(i));
      if (i > 0) {
        take(turns.get(i - 1), turns.get(i));
      }
    }
  }

  private void take(Turn first, Turn second) {
    Optional<Instant> ended = first.last().end();
    Optional<Instant> began = second.start();
    if (ended.isEmpty() || began.isEmpty()) {
      return;
    }
    // Negative if they overlap.
    Duration gap = Duration.between(ended.get(), began.get());
    boolean overlaps = gap.compareTo(OVERLAP.negated()) < 0;
    if (first.speaker() == Speaker.CALLER) {
      answers++;
      talkOvers += overlaps ? 1 : 0;
      OptionalDouble latency = second.lines().get(0).latencyMs();
      if (latency.isPresent()) {
        endOfTurnMs.add(gap.toNanos() / 1e6 - latency.getAsDouble());
      }
    } else if (first.speaker() == Speaker.AGENT) {
      callersTurns++;
      ignoredBargeIns += overlaps && !isInterrupted(first) ? 1 : 0;
    }
  }

  /** Adds what the turns tell and the summary does not. */
  void completeInto(Facts.Builder facts) {
    OptionalDouble endOfTurn = endOfTurnMs();
    if (endOfTurn.isPresent() && !facts.known(CallField.END_OF_TURN_MS)) {
      facts.numberFromTranscriptTimes(CallField.END_OF_TURN_MS, endOfTurn.getAsDouble());
    }
    put(facts, CallField.TALK_OVERS, counted(talkOvers, answers));
    put(facts, CallField.IGNORED_BARGE_INS, counted(ignoredBargeIns, callersTurns));
    put(facts, CallField.GREETING_INTERRUPTED, greetingInterrupted());
  }

  private static void put(Facts.Builder facts, CallField field, OptionalDouble value) {
    if (value.isPresent() && !facts.known(field)) {
      facts.number(field, value.getAsDouble());
    }
  }

  /**
   * The median time from the end of the caller's words to the moment from which the engine measures
   * its own latency.
   */
  private OptionalDouble endOfTurnMs() {
    endOfTurnMs.removeIf(delay -> delay <= 0 || delay > Values.LONGEST_LATENCY_MS);
    return Median.of(endOfTurnMs);
  }

  /** Whether the agent's first words were cut off; unknown if no line says that any was. */
  private OptionalDouble greetingInterrupted() {
    return interruptionsTold && turns.get(0).speaker() == Speaker.AGENT
        ? OptionalDouble.of(isInterrupted(turns.get(0)) ? 1 : 0)
        : OptionalDouble.empty();
  }

  private static boolean isInterrupted(Turn turn) {
    for (Line line : turn.lines()) {
      if (line.interrupted()) {
        return true;
      }
    }
    return false;
  }

  private static OptionalDouble counted(int happened, int of) {
    return of == 0 ? OptionalDouble.empty() : OptionalDouble.of(happened);
  }
}
