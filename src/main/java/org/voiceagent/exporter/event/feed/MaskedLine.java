package org.voiceagent.exporter.event.feed;

/**
 * A rejected line with the names of its fields and without their values, because any of them may
 * name a person, and no catalog says which one does. A line need not be whole, nor be JSON.
 */
final class MaskedLine {
  private static final String MASK = "…";
  private static final int MOST_DIGITS = 5;

  private final String line;
  private final StringBuilder masked = new StringBuilder();
  private String field = "";
  private int at;

  private MaskedLine(String line) {
    this.line = line;
  }

  /**
   * Replaces the text of every field by an ellipsis, except that of {@code event} and a time in
   * {@code ts}; numbers of at most five digits, {@code true}, {@code false} and {@code null} stay.
   */
  static String of(String line) {
    return new MaskedLine(line).mask();
  }

  private String mask() {
    while (at < line.length()) {
      char next = line.charAt(at);
      if (next == '"') {
        quoted();
      } else if (isPartOfWord(next)) {
        word();
      } else {
        if (next != ' ' && !isAssignment(next)) {
          field = "";
        }
        masked.append(next);
        at++;
      }
    }
    return masked.toString();
  }

  private void quoted() {
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    boolean whole = end < line.length();
    String text = line.substring(at + 1, Math.min(end, line.length()));
    at = Math.min(end + 1, line.length());
    boolean name = whole && isFieldName();
    boolean stays =
        name || (whole && (field.equals("event") || (field.equals("ts") && isTime(text))));
    masked.append('"').append(stays ? text : MASK).append(whole ? "\"" : "");
    field = name ? text : "";
  }

  private void word() {
    int begin = at;
    while (at < line.length() && isPartOfWord(line.charAt(at))) {
      at++;
    }
    String text = line.substring(begin, at);
    boolean value = begin > 0 && isAssignment(before(begin));
    boolean stays = value ? isHarmless(text) : digits(text) <= MOST_DIGITS;
    masked.append(stays ? text : MASK);
    field = "";
  }

  private char before(int position) {
    int place = position - 1;
    while (place > 0 && line.charAt(place) == ' ') {
      place--;
    }
    return line.charAt(place);
  }

  private boolean isFieldName() {
    int next = at;
    while (next < line.length() && line.charAt(next) == ' ') {
      next++;
    }
    return next < line.length() && isAssignment(line.charAt(next));
  }

  private static boolean isAssignment(char character) {
    return character == ':' || character == '=';
  }

  private static boolean isHarmless(String text) {
    return switch (text) {
      case "true", "false", "null" -> true;
      default ->
          text.chars().allMatch(one -> "0123456789.-".indexOf(one) >= 0)
              && digits(text) <= MOST_DIGITS;
    };
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }

  private static boolean isTime(String text) {
    return text.chars().allMatch(one -> "0123456789-:.+TZ".indexOf(one) >= 0);
  }

  private static boolean isPartOfWord(char character) {
    return character > ' ' && "\"{}[],:=".indexOf(character) < 0;
  }
}
