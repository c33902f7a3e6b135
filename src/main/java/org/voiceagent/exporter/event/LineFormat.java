package org.voiceagent.exporter.event;

import java.util.Optional;

/** How the lines of an event file are written; the file's name says which format it is. */
public enum LineFormat {
  /** One JSON object a line. */
  JSON_LINES(".jsonl") {
    @Override
    LineReading parse(byte[] bytes, int from, int to) {
      return EventJson.read(bytes, from, to);
    }
  },
  /** Line protocol, as InfluxDB takes it. */
  LINE_PROTOCOL(".lp") {
    @Override
    LineReading parse(byte[] bytes, int from, int to) {
      return new LineProtocol(bytes, from, to).read();
    }
  };

  private final String suffix;

  LineFormat(String suffix) {
    this.suffix = suffix;
  }

  abstract LineReading parse(byte[] bytes, int from, int to);

  /**
   * The format of a file of this name, also after a rotation that appends a number or a date to the
   * name, such as {@code app.jsonl.1} or {@code app.jsonl-20261130}. Empty if its lines are not to
   * be read.
   */
  public static Optional<LineFormat> of(String name) {
    if (name.startsWith(".")) {
      return Optional.empty();
    }
    for (LineFormat format : values()) {
      int at = name.lastIndexOf(format.suffix);
      if (at > 0 && isRotation(name, at + format.suffix.length())) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing follows, or a separator and then digits, with more separators among them. */
  private static boolean isRotation(String name, int from) {
    if (from == name.length()) {
      return true;
    }
    if (from + 1 == name.length() || !isSeparator(name.charAt(from))) {
      return false;
    }
    for (int i = from + 1; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && (i == from + 1 || !(isSeparator(c) || c == 'T' || c == 'Z'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_' || c == ':';
  }

  /**
   * Reads a line.
   *
   * @param from the index of its first byte
   * @param to the index behind its last byte, without the line feed
   * @return empty if the line says nothing: it is blank or a comment
   */
  public Optional<LineReading> read(byte[] bytes, int from, int to) {
    int first = from;
    int end = to;
    while (first < end && isSpace(bytes[first])) {
      first++;
    }
    while (end > first && isSpace(bytes[end - 1])) {
      end--;
    }
    if (first == end || (this == LINE_PROTOCOL && bytes[first] == '#')) {
      return Optional.empty();
    }
    return Optional.of(parse(bytes, first, end));
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
