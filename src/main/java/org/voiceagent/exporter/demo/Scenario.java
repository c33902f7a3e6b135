package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script of a call; one entry of {@code scenarios.json}.
 *
 * @param name what it is about
 * @param mood how the caller feels: {@code happy}, {@code neutral} or {@code angry}
 * @param outcome how the call ends, in the words of the contract
 * @param endReason why it ends, in an engine's words
 * @param resolved whether the caller's matter is settled
 * @param suits the incidents under which it makes sense
 * @param lines who says what: {@code caller: …}, {@code agent: …}, {@code agent [event]: …} or
 *     {@code tool name: …}
 */
record Scenario(
    String name,
    Mood mood,
    String outcome,
    @JsonProperty("end_reason") String endReason,
    boolean resolved,
    List<String> suits,
    List<String> lines) {

  /** How a caller feels. */
  enum Mood {
    @JsonProperty("happy")
    HAPPY,
    @JsonProperty("neutral")
    NEUTRAL,
    @JsonProperty("angry")
    ANGRY;

    /** The word in sentences. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line of the script.
   *
   * @param who {@code caller}, {@code agent} or {@code tool}
   * @param label the tool's name or the event's, or ""
   * @param text what is said, with {@code {name}} and the like still in it
   */
  record Line(String who, String label, String text) {
    private static final Pattern FORM =
        Pattern.compile("(caller|agent|tool)(?: \\[?([a-z_]+)\\]?)?: (.+)");

    /**
     * @throws IllegalArgumentException if the line has none of the forms
     */
    static Line parse(String line) {
      Matcher form = FORM.matcher(line);
      if (!form.matches()) {
        throw new IllegalArgumentException("not a line of a script: " + line);
      }
      String label = form.group(2) == null ? "" : form.group(2);
      return new Line(form.group(1), label, form.group(3));
    }
  }

  /** Copies the lists. */
  Scenario {
    suits = List.copyOf(suits);
    lines = List.copyOf(lines);
  }

  /** Whether this call can have that incident. */
  boolean suits(Incident incident) {
    return suits.contains(incident.key());
  }

  /** The script, line by line. */
  List<Line> script() {
    return lines.stream().map(Line::parse).toList();
  }
}
