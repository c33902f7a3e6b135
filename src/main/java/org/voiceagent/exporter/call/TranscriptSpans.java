package org.voiceagent.exporter.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Who spoke when, from the times of a transcript's lines; used for one call. */
final class TranscriptSpans {
  /** How fast people speak, at a rough guess: 170 words a minute. */
  private static final double SECONDS_PER_WORD = 0.35;

  /** For languages without spaces: 15 characters a second. */
  private static final double SECONDS_PER_CHARACTER = 1 / 15.0;

  /** Beyond that, a time is a mistake. */
  private static final double LONGEST_SECONDS = 24 * 3_600;

  private final Transcript said;
  private final List<Double> toolSeconds;
  private final Instant origin;
  private final boolean timed;

  TranscriptSpans(Facts facts, Transcript said) {
    this.said = said;
    this.toolSeconds =
        facts.rows(CallField.TOOLS, ToolCall.class).stream()
            .map(tool -> tool.durationMs().orElse(0) / 1_000)
            .toList();
    Optional<Instant> first =
        said.lines().stream()
            .flatMap(line -> line.start().or(line::until).stream())
            .min(Comparator.naturalOrder());
    this.timed = first.isPresent();
    Instant begin = first.orElse(Instant.EPOCH);
    this.origin =
        facts.instant(CallField.STARTED_AT).filter(start -> start.isBefore(begin)).orElse(begin);
  }

  List<CallTimeline.Span> spans() {
    List<CallTimeline.Span> spans = new ArrayList<>();
    if (timed) {
      List<Transcript.Turn> turns = said.turns();
      double earliest = 0;
      for (int i = 0; i < turns.size(); i++) {
        Optional<Transcript.Turn> next =
            i + 1 < turns.size() ? Optional.of(turns.get(i + 1)) : Optional.empty();
        Optional<CallTimeline.Span> span = span(turns.get(i), i + 1, next, earliest);
        if (span.isPresent() && span.get().end() <= LONGEST_SECONDS) {
          spans.add(span.get());
          earliest = span.get().end();
        }
      }
      spans.addAll(tools());
      spans.sort(Comparator.comparingDouble(CallTimeline.Span::start));
    }
    return spans;
  }

  /**
   * A line with one time only: an agent's began then; a caller's ended so long before the answer as
   * the answer's latency says, if it says it, and else began then.
   */
  private Optional<CallTimeline.Span> span(
      Transcript.Turn turn, int number, Optional<Transcript.Turn> next, double earliest) {
    OptionalDouble from = seconds(turn.start());
    OptionalDouble until = seconds(turn.last().end());
    OptionalDouble nextFrom = next.map(one -> seconds(one.start())).orElse(OptionalDouble.empty());
    boolean startKnown = from.isPresent();
    boolean endKnown = until.isPresent();
    double length = Math.max(0.5, spokenSeconds(turn));
    double start = from.orElse(Math.max(earliest, until.orElse(earliest + length) - length));
    double end = until.orElse(start + length);
    if (!endKnown && turn.speaker() == Speaker.CALLER && nextFrom.isPresent()) {
      OptionalDouble wait =
          next.orElseThrow().lines().stream()
              .flatMapToDouble(line -> line.latencyMs().stream())
              .findFirst();
      if (wait.isPresent()) {
        end = Math.max(0, nextFrom.getAsDouble() - wait.getAsDouble() / 1_000);
        endKnown = true;
        start = Math.max(earliest, Math.min(start, end - length));
        startKnown = false;
      }
    }
    if (!endKnown && nextFrom.isPresent()) {
      end = Math.min(end, Math.max(start, nextFrom.getAsDouble()));
    }
    return from.isPresent() || until.isPresent()
        ? Optional.of(
            new CallTimeline.Span(
                turn.speaker(),
                Math.max(0, start),
                Math.max(Math.max(0, start), end),
                startKnown,
                endKnown,
                turn.lines().stream().anyMatch(Transcript.Line::interrupted),
                OptionalInt.of(number),
                CallTimeline.sentiment(turn)))
        : Optional.empty();
  }

  /** How long tools took is known only in all, in their order. */
  private List<CallTimeline.Span> tools() {
    List<Transcript.Line> lines =
        said.lines().stream()
            .filter(line -> line.speaker() == Speaker.TOOL && line.start().isPresent())
            .toList();
    boolean told = lines.size() == toolSeconds.size();
    List<CallTimeline.Span> spans = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      double start = seconds(lines.get(i).start()).orElse(0);
      if (start <= LONGEST_SECONDS) {
        double end = seconds(lines.get(i).end()).orElse(start + (told ? toolSeconds.get(i) : 0));
        spans.add(
            new CallTimeline.Span(
                Speaker.TOOL,
                start,
                Math.max(start, end),
                true,
                told || lines.get(i).end().isPresent(),
                false,
                OptionalInt.empty(),
                OptionalDouble.empty()));
      }
    }
    return spans;
  }

  private OptionalDouble seconds(Optional<Instant> at) {
    return at.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Duration.between(origin, at.get()).toMillis() / 1_000.0);
  }

  private static double spokenSeconds(Transcript.Turn turn) {
    double seconds = 0;
    for (Transcript.Line line : turn.lines()) {
      String text = line.text().strip();
      long words = text.isEmpty() ? 0 : 1 + text.chars().filter(c -> c == ' ').count();
      seconds += Math.max(words * SECONDS_PER_WORD, text.length() * SECONDS_PER_CHARACTER);
    }
    return seconds;
  }
}
