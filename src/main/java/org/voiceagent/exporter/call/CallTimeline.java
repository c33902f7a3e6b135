package org.voiceagent.exporter.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Who spoke when in a call, in seconds since its start. Immutable.
 *
 * @param basis how well the times are known
 * @param seconds how long the call lasted: at least until the last span ends
 * @param spans what caller, agent and tools did, by their start
 */
public record CallTimeline(Basis basis, double seconds, List<Span> spans) {
  /** Shorter silences are how people talk; this project's own choice. */
  public static final double SILENCE_SECONDS = 3;

  /** How well the times are known. */
  public enum Basis {
    /** The engine measured when each turn began and ended. */
    MEASURED,
    /** The transcript gives one time for some lines: their other ends are estimated. */
    ESTIMATED,
    /** Nothing is known. */
    NONE
  }

  /**
   * A time in which one side spoke or a tool ran.
   *
   * @param speaker whose time it is: caller, agent or tool
   * @param start in s since the call's start, 0 or more
   * @param end in s since the call's start, not before {@code start}
   * @param startKnown whether {@code start} is known and not estimated
   * @param endKnown whether {@code end} is known and not estimated
   * @param cutOff whether the other side cut it off
   * @param turn its turn in the transcript, from 1, if it is one
   * @param sentiment how the caller sounded, from -1 to 1, if known
   */
  public record Span(
      Speaker speaker,
      double start,
      double end,
      boolean startKnown,
      boolean endKnown,
      boolean cutOff,
      OptionalInt turn,
      OptionalDouble sentiment) {}

  /**
   * A silence of more than {@link #SILENCE_SECONDS} between two turns.
   *
   * @param start in s since the call's start
   * @param end in s since the call's start
   * @param waitedFor who broke it, and so whose silence it was; empty if the same side spoke before
   *     and after it
   */
  public record Silence(double start, double end, Optional<Speaker> waitedFor) {}

  /**
   * A time in which caller and agent spoke at once.
   *
   * @param start in s since the call's start
   * @param end in s since the call's start
   * @param by who began while the other one spoke: a barge-in of the caller, or the agent talking
   *     over the caller
   */
  public record Overlap(double start, double end, Speaker by) {}

  /** Copies the spans. */
  public CallTimeline {
    spans = List.copyOf(spans);
  }

  /** The timeline of a call: from the turns that its engine measured, else from the transcript. */
  public static CallTimeline of(Facts facts, Transcript said) {
    List<Span> spans = measured(facts.rows(CallField.TURN_ROWS, TurnRow.class), said.turns());
    Basis basis = Basis.MEASURED;
    if (spans.isEmpty()) {
      spans = new TranscriptSpans(facts, said).spans();
      basis =
          spans.isEmpty()
              ? Basis.NONE
              : spans.stream().allMatch(span -> span.startKnown() && span.endKnown())
                  ? Basis.MEASURED
                  : Basis.ESTIMATED;
    }
    double last = spans.stream().mapToDouble(Span::end).max().orElse(0);
    return new CallTimeline(
        basis, Math.max(last, facts.number(CallField.DURATION_SECONDS, 0)), spans);
  }

  /** Turns of the transcript belong to rows if there are as many, of the same speakers. */
  private static List<Span> measured(List<TurnRow> rows, List<Transcript.Turn> turns) {
    List<TurnRow> spoken = rows.stream().filter(row -> row.speaker() != Speaker.TOOL).toList();
    boolean same =
        spoken.size() == turns.size()
            && spoken.stream()
                .map(TurnRow::speaker)
                .toList()
                .equals(turns.stream().map(Transcript.Turn::speaker).toList());
    List<Span> spans = new ArrayList<>();
    int turn = 0;
    for (TurnRow row : rows) {
      boolean isTurn = row.speaker() != Speaker.TOOL;
      turn += isTurn ? 1 : 0;
      if (row.startSeconds().isEmpty()
          || row.endSeconds().isEmpty()
          || row.speaker() == Speaker.SYSTEM) {
        continue;
      }
      spans.add(
          new Span(
              row.speaker(),
              row.startSeconds().getAsDouble(),
              Math.max(row.startSeconds().getAsDouble(), row.endSeconds().getAsDouble()),
              true,
              true,
              row.interruptedBy().isPresent(),
              same && isTurn ? OptionalInt.of(turn) : OptionalInt.empty(),
              same && isTurn ? sentiment(turns.get(turn - 1)) : OptionalDouble.empty()));
    }
    spans.sort(Comparator.comparingDouble(Span::start));
    return spans;
  }

  /** The mean of the scores of a caller's lines. */
  static OptionalDouble sentiment(Transcript.Turn turn) {
    return turn.speaker() == Speaker.CALLER
        ? turn.lines().stream().flatMapToDouble(line -> line.sentiment().stream()).average()
        : OptionalDouble.empty();
  }

  /** The silences between turns whose ends are known. */
  public List<Silence> silences() {
    List<Silence> silences = new ArrayList<>();
    Optional<Span> before = Optional.empty();
    for (Span span : spoken()) {
      before.flatMap(last -> silence(last, span)).ifPresent(silences::add);
      if (before.isEmpty() || span.end() >= before.get().end()) {
        before = Optional.of(span);
      }
    }
    return silences;
  }

  private Optional<Silence> silence(Span before, Span after) {
    double from = before.end();
    double to = after.start();
    if (!before.endKnown() || !after.startKnown() || to - from <= SILENCE_SECONDS) {
      return Optional.empty();
    }
    Optional<Speaker> waitedFor =
        before.speaker() == after.speaker()
            ? Optional.empty()
            : Optional.of(
                after.speaker() == Speaker.AGENT && isToolTime(from, to)
                    ? Speaker.TOOL
                    : after.speaker());
    return Optional.of(new Silence(from, to, waitedFor));
  }

  /** Whether tools ran for more than half of a time. */
  private boolean isToolTime(double from, double to) {
    double ran =
        spans.stream()
            .filter(span -> span.speaker() == Speaker.TOOL)
            .mapToDouble(
                span -> Math.max(0, Math.min(span.end(), to) - Math.max(span.start(), from)))
            .sum();
    return ran > (to - from) / 2;
  }

  /** The times in which both spoke, as far as the ends of their turns are known. */
  public List<Overlap> overlaps() {
    List<Overlap> overlaps = new ArrayList<>();
    List<Span> spoken = spoken();
    for (int i = 0; i < spoken.size(); i++) {
      Span first = spoken.get(i);
      for (int j = i + 1; j < spoken.size() && spoken.get(j).start() < first.end(); j++) {
        Span second = spoken.get(j);
        if (second.speaker() != first.speaker() && first.endKnown() && second.startKnown()) {
          overlaps.add(
              new Overlap(second.start(), Math.min(first.end(), second.end()), second.speaker()));
        }
      }
    }
    return overlaps;
  }

  private List<Span> spoken() {
    return spans.stream().filter(span -> span.speaker() != Speaker.TOOL).toList();
  }

  /** Reads spans from the times of a transcript's lines. */
  private static final class TranscriptSpans {
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

    List<Span> spans() {
      List<Span> spans = new ArrayList<>();
      if (timed) {
        List<Transcript.Turn> turns = said.turns();
        double earliest = 0;
        for (int i = 0; i < turns.size(); i++) {
          Optional<Transcript.Turn> next =
              i + 1 < turns.size() ? Optional.of(turns.get(i + 1)) : Optional.empty();
          Optional<Span> span = span(turns.get(i), i + 1, next, earliest);
          if (span.isPresent() && span.get().end() <= LONGEST_SECONDS) {
            spans.add(span.get());
            earliest = span.get().end();
          }
        }
        spans.addAll(tools());
        spans.sort(Comparator.comparingDouble(Span::start));
      }
      return spans;
    }

    /**
     * A line with one time only: an agent's began then; a caller's ended so long before the answer
     * as the answer's latency says, if it says it, and else began then.
     */
    private Optional<Span> span(
        Transcript.Turn turn, int number, Optional<Transcript.Turn> next, double earliest) {
      OptionalDouble from = seconds(turn.start());
      OptionalDouble until = seconds(turn.last().end());
      OptionalDouble nextFrom =
          next.map(one -> seconds(one.start())).orElse(OptionalDouble.empty());
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
              new Span(
                  turn.speaker(),
                  Math.max(0, start),
                  Math.max(Math.max(0, start), end),
                  startKnown,
                  endKnown,
                  turn.lines().stream().anyMatch(Transcript.Line::interrupted),
                  OptionalInt.of(number),
                  sentiment(turn)))
          : Optional.empty();
    }

    /** How long tools took is known only in all, in their order. */
    private List<Span> tools() {
      List<Transcript.Line> lines =
          said.lines().stream()
              .filter(line -> line.speaker() == Speaker.TOOL && line.start().isPresent())
              .toList();
      boolean told = lines.size() == toolSeconds.size();
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        double start = seconds(lines.get(i).start()).orElse(0);
        if (start <= LONGEST_SECONDS) {
          double end = seconds(lines.get(i).end()).orElse(start + (told ? toolSeconds.get(i) : 0));
          spans.add(
              new Span(
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
}
