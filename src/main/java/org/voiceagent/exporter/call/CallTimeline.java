package org.voiceagent.exporter.call;

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
}
