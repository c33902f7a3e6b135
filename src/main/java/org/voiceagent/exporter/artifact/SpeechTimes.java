package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;

/**
 * How long each side spoke, both at once and neither, from lines that all give a start and an end.
 * One line without them would make each sum too small, so there is none then.
 */
final class SpeechTimes {
  private final List<Span> spans = new ArrayList<>();

  private record Span(double start, double end) {}

  private SpeechTimes() {}

  /** Adds what the turns tell and the summary does not. */
  static void complete(Facts.Builder facts, List<Turn> turns) {
    Optional<Instant> origin = turns.isEmpty() ? Optional.empty() : turns.get(0).start();
    if (origin.isEmpty() || !haveBothEnds(turns)) {
      return;
    }
    SpeechTimes agent = new SpeechTimes();
    SpeechTimes caller = new SpeechTimes();
    SpeechTimes either = new SpeechTimes();
    for (Turn turn : turns) {
      SpeechTimes side = turn.speaker() == Speaker.AGENT ? agent : caller;
      for (Line line : turn.lines()) {
        Span span =
            new Span(
                seconds(origin.get(), line.start().orElseThrow()),
                seconds(origin.get(), line.end().orElseThrow()));
        side.spans.add(span);
        either.spans.add(span);
      }
    }
    agent.merge();
    caller.merge();
    either.merge();
    put(facts, CallField.AGENT_SPEECH_SECONDS, agent.length());
    put(facts, CallField.CALLER_SPEECH_SECONDS, caller.length());
    put(facts, CallField.OVERLAP_SECONDS, agent.length() + caller.length() - either.length());
    put(facts, CallField.LONGEST_SILENCE_SECONDS, either.longestGap());
  }

  /**
   * Adds the time from the call's start to the agent's first sound.
   *
   * @param start when the call began
   */
  static void completeFirstAudio(Facts.Builder facts, List<Turn> turns, Instant start) {
    if (facts.known(CallField.FIRST_AUDIO_MS)) {
      return;
    }
    for (Turn turn : turns) {
      if (turn.speaker() == Speaker.AGENT) {
        double millis =
            turn.start().map(first -> Duration.between(start, first).toNanos() / 1e6).orElse(0.0);
        if (millis > 0 && millis <= Values.LONGEST_LATENCY_MS) {
          facts.number(CallField.FIRST_AUDIO_MS, millis);
        }
        return;
      }
    }
  }

  private static boolean haveBothEnds(List<Turn> turns) {
    for (Turn turn : turns) {
      for (Line line : turn.lines()) {
        if (line.start().isEmpty()
            || line.end().isEmpty()
            || line.end().get().isBefore(line.start().get())) {
          return false;
        }
      }
    }
    return true;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static void put(Facts.Builder facts, CallField field, double seconds) {
    // Sums of doubles leave remainders far below a millisecond.
    double rounded = Math.max(0, Math.round(seconds * 1000) / 1000.0);
    if (!facts.known(field) && rounded <= Values.LONGEST_CALL_SECONDS) {
      facts.number(field, rounded);
    }
  }

  /** Joins spans that overlap or touch; afterwards they are in the order of time. */
  private void merge() {
    spans.sort(Comparator.comparingDouble(Span::start));
    List<Span> merged = new ArrayList<>();
    for (Span next : spans) {
      int last = merged.size() - 1;
      if (last >= 0 && next.start() <= merged.get(last).end()) {
        Span before = merged.get(last);
        merged.set(last, new Span(before.start(), Math.max(before.end(), next.end())));
      } else {
        merged.add(next);
      }
    }
    spans.clear();
    spans.addAll(merged);
  }

  private double length() {
    return spans.stream().mapToDouble(span -> span.end() - span.start()).sum();
  }

  private double longestGap() {
    double longest = 0;
    for (int i = 1; i < spans.size(); i++) {
      longest = Math.max(longest, spans.get(i).start() - spans.get(i - 1).end());
    }
    return longest;
  }
}
