package org.voiceagent.exporter.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was said in a call, in order. Holds raw text: redact it before it leaves the daemon, and
 * never log it.
 *
 * @param lines the readable lines
 * @param findings the lines and values that could not be used
 * @param language the language that the engine names on the caller's lines, as a BCP 47 tag; empty
 *     if it names none
 */
public record Transcript(List<Line> lines, List<Finding> findings, Optional<String> language) {

  /** Copies both lists. */
  public Transcript {
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  /** A transcript without a language. */
  public Transcript(List<Line> lines, List<Finding> findings) {
    this(lines, findings, Optional.empty());
  }

  /** The transcript of a call that left none. */
  public static Transcript none() {
    return new Transcript(List.of(), List.of());
  }

  /**
   * The turns: consecutive lines of the same speaker are one. System and tool lines belong to no
   * turn and do not end one. A watchdog's prompt such as {@code no_input_check_in} belongs to no
   * turn either, but whoever speaks after it starts a new one.
   */
  public List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    List<Line> current = new ArrayList<>();
    for (Line line : lines) {
      if (!line.isFromCallerOrAgent()) {
        continue;
      }
      boolean another = !current.isEmpty() && current.get(0).speaker() != line.speaker();
      if (!current.isEmpty() && (another || line.isPrompt())) {
        turns.add(new Turn(current));
        current.clear();
      }
      if (!line.isPrompt()) {
        current.add(line);
      }
    }
    if (!current.isEmpty()) {
      turns.add(new Turn(current));
    }
    return turns;
  }

  /**
   * One line of {@code transcript.jsonl}.
   *
   * @param number its line number in the file, from 1
   * @param speaker who speaks
   * @param start when the line began, if known
   * @param end when the line ended, if known
   * @param until when the words ended as far as known: the line's end, else its only time; empty if
   *     only their start is known
   * @param text what was said; may be empty
   * @param sentiment the engine's score in [-1,1], if any
   * @param latencyMs the engine's response latency in ms, if any
   * @param interrupted whether the other side cut in
   * @param event what happened instead of speech, such as {@code no_input_check_in}, or ""
   */
  public record Line(
      int number,
      Speaker speaker,
      Optional<Instant> start,
      Optional<Instant> end,
      Optional<Instant> until,
      String text,
      OptionalDouble sentiment,
      OptionalDouble latencyMs,
      boolean interrupted,
      String event) {

    /** A line with at most one time besides its end. */
    public Line(
        int number,
        Speaker speaker,
        Optional<Instant> start,
        Optional<Instant> end,
        String text,
        OptionalDouble sentiment,
        OptionalDouble latencyMs,
        boolean interrupted,
        String event) {
      this(
          number,
          speaker,
          start,
          end,
          end.or(() -> start),
          text,
          sentiment,
          latencyMs,
          interrupted,
          event);
    }

    /** The same line without the engine's score. */
    public Line withoutSentiment() {
      return new Line(
          number,
          speaker,
          start,
          end,
          until,
          text,
          OptionalDouble.empty(),
          latencyMs,
          interrupted,
          event);
    }

    /** Whether the caller or the agent speaks. */
    boolean isFromCallerOrAgent() {
      return speaker == Speaker.CALLER || speaker == Speaker.AGENT;
    }

    /** Whether a watchdog made the agent speak because the caller did not. */
    boolean isPrompt() {
      return event.startsWith("no_input");
    }
  }

  /**
   * Consecutive lines of one speaker.
   *
   * @param lines at least one
   */
  public record Turn(List<Line> lines) {
    /** Copies the list. */
    public Turn {
      lines = List.copyOf(lines);
    }

    /** Who speaks. */
    public Speaker speaker() {
      return lines.get(0).speaker();
    }

    /** When the turn began, if known. */
    public Optional<Instant> start() {
      return lines.get(0).start();
    }

    /** When the turn ended: the last line's end, else its time if it has only one. */
    public Optional<Instant> end() {
      return last().until();
    }

    /** Its last line. */
    public Line last() {
      return lines.get(lines.size() - 1);
    }
  }
}
