package org.voiceagent.exporter.artifact;

/**
 * A scalar as it stands in a file.
 *
 * @param type what it was written as
 * @param text its text: digits of a number, {@code true}, or the characters of a string
 * @param line the line it stands on, from 1
 */
record RawValue(Type type, String text, int line) {
  /** What a scalar was written as. */
  enum Type {
    NUMBER,
    TEXT,
    FLAG,
    /** An object or a list where a scalar belongs. */
    STRUCTURE
  }

  /** The value for a message: short, without line breaks. */
  String shown() {
    if (type == Type.STRUCTURE) {
      return "an object or a list";
    }
    String cut = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return type == Type.TEXT ? "\"" + cut.replaceAll("\\p{Cc}", "?") + "\"" : cut;
  }
}
