package org.voiceagent.exporter.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes SVG that is well-formed whatever texts it is given: all text and all values of attributes
 * are escaped, and characters that XML 1.0 does not allow or that turn the direction of text are
 * replaced. There are no scripts, no styles and no links. Not thread-safe.
 */
final class SvgWriter {
  private static final int REPLACEMENT = 0xfffd;
  private static final int LONGEST_TEXT = 200;

  private final StringBuilder out = new StringBuilder(2_048);
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins a picture of this size in pixels, with what a reader who cannot see it is given. */
  static SvgWriter picture(int width, int height, String title, String description) {
    return root(
        title,
        description,
        "viewBox",
        "0 0 " + width + ' ' + height,
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "role",
        "img",
        "font-family",
        "system-ui, sans-serif",
        "font-size",
        "11");
  }

  /** Begins a picture that stretches to fill its place and ignores its own proportions. */
  static SvgWriter stretched(int width, int height, String title, String description) {
    return root(
        title,
        description,
        "viewBox",
        "0 0 " + width + ' ' + height,
        "preserveAspectRatio",
        "none",
        "role",
        "img");
  }

  private static SvgWriter root(String title, String description, String... attributes) {
    SvgWriter svg = new SvgWriter();
    svg.out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg.attributes(attributes);
    svg.out.append('>');
    svg.open.push("svg");
    svg.element("title", title);
    svg.element("desc", description);
    return svg;
  }

  /** Begins an element; attributes are pairs of a name and a value. */
  SvgWriter begin(String tag, String... attributes) {
    tag(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element that was begun last. */
  SvgWriter end() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content. */
  SvgWriter empty(String tag, String... attributes) {
    tag(tag, attributes);
    out.append("/>");
    return this;
  }

  /** An element that contains only text. */
  SvgWriter element(String tag, String text, String... attributes) {
    begin(tag, attributes);
    escape(text);
    return end();
  }

  /** A coordinate, to a tenth of a pixel. */
  static String number(double pixels) {
    String text = String.format(Locale.ROOT, "%.1f", pixels);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** The picture; ends everything that is still open. */
  String text() {
    while (!open.isEmpty()) {
      end();
    }
    return out.toString();
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    attributes(attributes);
  }

  private void attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      attributes[i + 1].codePoints().forEach(this::escape);
      out.append('"');
    }
  }

  /** Texts may come from anywhere; values of attributes are ours, and a path may be long. */
  private void escape(String text) {
    text.codePoints().limit(LONGEST_TEXT).forEach(this::escape);
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

  /** Control and format characters, unpaired surrogates, and what is not a character. */
  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> true;
      default -> c == 0xfffe || c == 0xffff;
    };
  }
}
