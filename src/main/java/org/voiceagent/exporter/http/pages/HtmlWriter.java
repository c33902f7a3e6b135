package org.voiceagent.exporter.http.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.voiceagent.exporter.chart.TimeChart;

/**
 * Writes HTML that is well-formed and escaped by construction: everything except tags and attribute
 * names is escaped, and {@link #end()} closes each element. Not thread-safe.
 *
 * <p>The output is XML as well (empty elements end in a slash), so that tests can parse it.
 */
public final class HtmlWriter {
  private static final int REPLACEMENT = 0xfffd;
  private static final String TOO_FEW = "Too few calls in each hour or day for a value.";

  private final StringBuilder out = new StringBuilder(4_096);
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are pairs of name and value. */
  public HtmlWriter begin(String tag, String... attributes) {
    tag(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element that was begun last. */
  public HtmlWriter end() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /** An element without content, such as {@code meta}. */
  public HtmlWriter empty(String tag, String... attributes) {
    tag(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Text from any source; it is escaped. */
  public HtmlWriter text(String text) {
    text.codePoints().forEach(this::escape);
    return this;
  }

  /** An element that contains only text. */
  public HtmlWriter element(String tag, String text, String... attributes) {
    return begin(tag, attributes).text(text).end();
  }

  /** A name of words joined by dots or underscores, which may go on in a new line after each. */
  public HtmlWriter name(String name) {
    int from = 0;
    for (int i = 0; i < name.length() - 1; i++) {
      if (name.charAt(i) == '.' || name.charAt(i) == '_') {
        text(name.substring(from, i + 1)).empty("wbr");
        from = i + 1;
      }
    }
    return text(name.substring(from));
  }

  /** A link within this server. */
  public HtmlWriter link(String path, String text) {
    return element("a", text, "href", path);
  }

  /**
   * A choice from a list, with its label. The first choice is none, which sends "".
   *
   * @param chosen the value that is chosen, which need not be among the known ones; or ""
   */
  public HtmlWriter select(String label, String name, List<String> known, String chosen) {
    begin("label").element("span", label).begin("select", "name", name).line();
    element("option", "All", "value", "");
    if (!chosen.isEmpty()) {
      element("option", chosen, "value", chosen, "selected", "selected");
    }
    known.stream()
        .filter(value -> !value.equals(chosen))
        .forEach(value -> element("option", value, "value", value));
    return end().end().line();
  }

  /** A field of a form that is sent and not shown. */
  public HtmlWriter hidden(String name, String value) {
    return empty("input", "type", "hidden", "name", name, "value", value);
  }

  /**
   * A time, to the minute. It is in UTC; the pages' script shows it in the reader's zone, and UTC
   * when it is pointed at.
   */
  public HtmlWriter time(Instant at) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    String utc = second.toString().replace('T', ' ').replace("Z", " UTC");
    return element(
        "time",
        utc.replaceFirst(":[0-9]{2} UTC", " UTC"),
        "datetime",
        second.toString(),
        "title",
        utc);
  }

  /**
   * A short word with a colour of its own: {@code good}, {@code bad}, {@code warn} or {@code
   * quiet}.
   */
  public HtmlWriter chip(String kind, String text) {
    return element("span", text, "class", "chip " + kind);
  }

  /**
   * A bar of a share of its width; the value beside it says the same.
   *
   * @param share from 0 to 1; less or NaN is no bar, more a whole one
   */
  public HtmlWriter bar(double share) {
    double shown = Double.isNaN(share) ? 0 : 100 * Math.max(0, Math.min(1, share));
    String width = String.format(Locale.ROOT, "%.1f", shown);
    begin(
        "svg",
        "class",
        "bar",
        "viewBox",
        "0 0 100 8",
        "preserveAspectRatio",
        "none",
        "aria-hidden",
        "true");
    empty("rect", "width", width, "height", "8");
    return end();
  }

  /**
   * A chart over time with its title and a legend; without any value a sentence that says why.
   *
   * @param unit what the values are measured in, or ""
   */
  HtmlWriter chart(
      String title, String unit, List<TimeChart.Line> lines, List<TimeChart.Mark> marks) {
    begin("figure", "class", "card chart")
        .begin("figcaption")
        .element("span", title, "class", "name");
    if (!unit.isEmpty()) {
      element("span", unit, "class", "quiet");
    }
    if (lines.size() > 1) {
      begin("span", "class", "legend");
      for (int i = 0; i < lines.size(); i++) {
        element("span", lines.get(i).name(), "class", "key-" + (i + 1));
      }
      end();
    }
    end().line();
    boolean empty =
        lines.stream()
            .flatMap(one -> one.points().stream())
            .allMatch(point -> point.value().isEmpty());
    return (empty
            ? element("p", TOO_FEW, "class", "quiet")
            : picture(TimeChart.svg(title, lines, marks)))
        .end()
        .line();
  }

  /**
   * Begins a box that scrolls sideways on small screens, by touch and by keyboard.
   *
   * @param classes further classes, or ""
   * @param label what is in it, for people who do not see it
   */
  public HtmlWriter scroll(String classes, String label) {
    return begin(
        "div",
        "class",
        ("scroll " + classes).strip(),
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        label);
  }

  /** A picture that {@code chart} has drawn, which is well-formed and escaped already. */
  public HtmlWriter picture(String svg) {
    out.append(svg);
    return this;
  }

  /** A line feed, for people who read the source. */
  public HtmlWriter line() {
    out.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isHarmful(c) ? REPLACEMENT : c);
    }
  }

  /** Control characters, unpaired surrogates, and characters that change the direction of text. */
  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.SURROGATE -> true;
      case Character.FORMAT ->
          (c >= 0x202a && c <= 0x202e)
              || (c >= 0x2066 && c <= 0x2069)
              || c == 0x200e
              || c == 0x200f
              || c == 0x061c;
      default -> c == 0xfffe || c == 0xffff;
    };
  }
}
