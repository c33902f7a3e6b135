package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.Speaker;

/**
 * What two people say to each other about one matter, with slots for what differs.
 *
 * <p>A line begins with {@code A:} for the agent or {@code C:} for the caller. {@code (yes|yeah)}
 * is a choice. {@code {phone}} is something personal, {@code {phone:spoken}} in one form only,
 * {@code {phone?}} something that may go or stay, {@code {phone.called}} what people call it,
 * {@code {~price}} a figure that must stay.
 */
record Template(String section, List<Line> lines) {

  /** One turn. */
  record Line(Speaker speaker, List<Segment> segments) {}

  /** A part of a turn. */
  sealed interface Segment permits Words, Slot, Called, Friend {}

  /** Words as they stand, with choices. */
  record Words(String text) implements Segment {}

  /**
   * Something personal.
   *
   * @param name the slot, the same value wherever it stands again
   * @param form {@code written}, {@code spoken}, {@code turns}, or empty for any
   * @param must false where either is right
   */
  record Slot(String name, String form, boolean must) implements Segment {}

  /** The name people have for a slot's value. */
  record Called(String slot) implements Segment {}

  /** A figure that must stay. */
  record Friend(String kind) implements Segment {}

  private static final Pattern BRACED =
      Pattern.compile(
          "\\{(?<friend>~)?(?<name>[a-z]+[0-9]?)(?<rest>\\.called|:[a-z]+)?(?<may>\\?)?}");

  private static final List<String> FORMS = List.of("", "written", "spoken", "turns");

  /**
   * Reads a template.
   *
   * @param text one line for each turn
   * @throws IllegalArgumentException for a line without a speaker or a slot that does not exist
   */
  static Template parse(String section, String text) {
    return new Template(section, text.lines().map(Template::line).toList());
  }

  private static Line line(String text) {
    Speaker speaker =
        switch (text.substring(0, 2)) {
          case "A:" -> Speaker.AGENT;
          case "C:" -> Speaker.CALLER;
          default -> throw new IllegalArgumentException("no speaker: " + text);
        };
    return new Line(speaker, segments(text.substring(2).strip()));
  }

  private static List<Segment> segments(String text) {
    List<Segment> segments = new ArrayList<>();
    Matcher braced = BRACED.matcher(text);
    int at = 0;
    while (braced.find()) {
      words(text.substring(at, braced.start()), segments);
      segments.add(segment(braced));
      at = braced.end();
    }
    words(text.substring(at), segments);
    return segments;
  }

  private static void words(String text, List<Segment> segments) {
    if (text.contains("{")) {
      throw new IllegalArgumentException("not a slot: " + text);
    }
    if (!text.isEmpty()) {
      segments.add(new Words(text));
    }
  }

  private static Segment segment(Matcher braced) {
    String name = braced.group("name");
    String rest = braced.group("rest") == null ? "" : braced.group("rest");
    boolean known =
        braced.group("friend") == null ? SampleValues.has(name) : FalseFriends.has(name);
    if (!known) {
      throw new IllegalArgumentException("no such slot: " + braced.group());
    }
    if (braced.group("friend") != null) {
      return new Friend(name);
    }
    if (rest.equals(".called")) {
      return new Called(name);
    }
    String form = rest.isEmpty() ? "" : rest.substring(1);
    if (!FORMS.contains(form)) {
      throw new IllegalArgumentException("no such form: " + braced.group());
    }
    return new Slot(name, form, braced.group("may") == null);
  }
}
