package org.voiceagent.exporter.event.catalog;

/**
 * Tells names of things, such as models and queues, from what identifies people or single events,
 * and from what people wrote. Looks at each character once and uses no pattern, because every new
 * value of a label comes here.
 */
final class LabelShape {
  private static final int LONGEST = 128;
  private static final int MOST_BLANKS = 3;

  /** Longer runs of digits are telephone numbers or ids, unless they are dates. */
  private static final int MOST_DIGITS = 6;

  private static final int DATE = 8;

  /** As many hexadecimal digits as a short hash has. */
  private static final int HASH = 16;

  private LabelShape() {}

  /** Whether it may be a value of a label. */
  static boolean isName(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    int blanks = 0;
    int digits = 0;
    int hex = 0;
    int hexDigits = 0;
    int dashed = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!digit) {
        if (digits > MOST_DIGITS && !isDate(text, i, digits)) {
          return false;
        }
        digits = 0;
      }
      if (!digit && !letter) {
        if (isHash(hex, hexDigits)) {
          return false;
        }
        dashed = c == '-' && isUuidPart(dashed, hex) ? dashed + 1 : 0;
        if (dashed == 4) {
          return false;
        }
        hex = 0;
        hexDigits = 0;
      }
      if (c == '@' || (c < ' ')) {
        return false;
      }
      digits += digit ? 1 : 0;
      hex += digit || letter ? 1 : 0;
      hexDigits += digit ? 1 : 0;
      blanks += c == ' ' && i < text.length() ? 1 : 0;
    }
    return blanks <= MOST_BLANKS;
  }

  /** A word of letters alone, such as "facade", is no hash. */
  private static boolean isHash(int hex, int digits) {
    return hex >= HASH && digits > 0;
  }

  private static boolean isUuidPart(int before, int length) {
    return length == (before == 0 ? 8 : 4);
  }

  private static boolean isDate(String text, int end, int digits) {
    if (digits != DATE) {
      return false;
    }
    int month = two(text, end - 4);
    int day = two(text, end - 2);
    int century = two(text, end - DATE);
    return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  private static int two(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }
}
