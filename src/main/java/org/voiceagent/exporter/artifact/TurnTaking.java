package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;

/**
 * Who let whom finish, from lines that tell both when they began and when they ended. Most engines
 * write one time a line; of their calls nothing is said, since absent is never 0.
 */
final class TurnTaking {
  /** Shorter overlaps are how people talk; this project's own choice. */
  private static final Duration OVERLAP = Duration.ofMillis(300);

  private final List<Turn> turns;

  TurnTaking(List<Turn> turns) {
    this.turns = turns;
  }

  /** Adds what the turns tell and the summary does not. */
  void completeInto(Facts.Builder facts) {
    put(facts, CallField.END_OF_TURN_MS, endOfTurnMs());
    put(facts, CallField.TALK_OVERS, talkOvers());
    put(facts, CallField.IGNORED_BARGE_INS, ignoredBargeIns());
    put(facts, CallField.GREETING_INTERRUPTED, greetingInterrupted());
  }

  private static void put(Facts.Builder facts, CallField field, OptionalDouble value) {
    if (value.isPresent() && !facts.known(field)) {
      facts.number(field, value.getAsDouble());
    }
  }

  /** Two turns, one right after the other. */
  private record Pair(Turn first, Turn second) {
    Optional<Instant> ended() {
      List<Line> lines = first.lines();
      return lines.get(lines.size() - 1).end();
    }

    /** From the end of the first to the start of the second; negative if they overlap. */
    Optional<Duration> gap() {
      return ended().flatMap(end -> second.start().map(start -> Duration.between(end, start)));
    }
  }

  private Stream<Pair> pairs(Speaker first) {
    return IntStream.range(1, turns.size())
        .mapToObj(i -> new Pair(turns.get(i - 1), turns.get(i)))
        .filter(pair -> pair.first().speaker() == first);
  }

  /**
   * The median time from the end of the caller's words to the moment from which the engine measures
   * its own latency.
   */
  private OptionalDouble endOfTurnMs() {
    List<Double> delays = new ArrayList<>();
    pairs(Speaker.CALLER)
        .forEach(
            pair -> {
              Optional<Duration> gap = pair.gap();
              OptionalDouble latency = pair.second().lines().get(0).latencyMs();
              if (gap.isPresent() && latency.isPresent()) {
                delays.add(gap.get().toNanos() / 1e6 - latency.getAsDouble());
              }
            });
    delays.removeIf(delay -> delay <= 0 || delay > Values.LONGEST_LATENCY_MS);
    Collections.sort(delays);
    return delays.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(delays.get((delays.size() - 1) / 2));
  }

  /** How often the agent began before the caller had ended. */
  private OptionalDouble talkOvers() {
    return counted(pairs(Speaker.CALLER).flatMap(pair -> pair.gap().stream()).map(this::overlaps));
  }

  /** How often the caller began before the agent had ended, and the agent went on. */
  private OptionalDouble ignoredBargeIns() {
    return counted(
        pairs(Speaker.AGENT)
            .flatMap(
                pair -> {
                  boolean stopped = pair.first().lines().stream().anyMatch(Line::interrupted);
                  return pair.gap().stream().map(gap -> !stopped && overlaps(gap));
                }));
  }

  private boolean overlaps(Duration gap) {
    return gap.compareTo(OVERLAP.negated()) < 0;
  }

  /** Whether the agent's first words were cut off; unknown if no line says that any was. */
  private OptionalDouble greetingInterrupted() {
    boolean told =
        turns.stream().flatMap(turn -> turn.lines().stream()).anyMatch(Line::interrupted);
    return told && turns.get(0).speaker() == Speaker.AGENT
        ? OptionalDouble.of(turns.get(0).lines().stream().anyMatch(Line::interrupted) ? 1 : 0)
        : OptionalDouble.empty();
  }

  private static OptionalDouble counted(Stream<Boolean> happened) {
    List<Boolean> all = happened.toList();
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) all.stream().filter(one -> one).count());
  }
}
