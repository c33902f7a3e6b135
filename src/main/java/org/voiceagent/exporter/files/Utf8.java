package org.voiceagent.exporter.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8, because parsers guess other encodings and accept overlong forms. */
public final class Utf8 {
  /** The byte order mark as a character. */
  public static final char BOM = '\uFEFF';

  private Utf8() {}

  /** The text, or empty if the bytes are not UTF-8. */
  public static Optional<String> decode(byte[] bytes, int from, int length) {
    return isValid(bytes, from, from + length)
        ? Optional.of(new String(bytes, from, length, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /**
   * Whether bytes are well-formed UTF-8 by table 3-7 of the Unicode standard: no overlong form, no
   * surrogate, nothing above U+10FFFF, and no character cut off at the end.
   *
   * @param to the index behind the last byte
   */
  public static boolean isValid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = bytes[i++];
      if (lead >= 0) {
        continue;
      }
      int more = following(lead & 0xFF);
      if (more == 0 || to - i < more || !isSecond(lead & 0xFF, bytes[i] & 0xFF)) {
        return false;
      }
      for (int end = i + more; i < end; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many bytes follow the first one of a character; 0 if none begins with it. */
  private static int following(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 2;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
  }

  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second <= 0x9F;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second <= 0x8F;
      default -> true;
    };
  }

  /**
   * Whether a text begins and ends with a brace. This finds most lines that are not objects at a
   * hundredth of the cost of a parser's exception.
   */
  public static boolean isBraced(String text) {
    int from = 0;
    int to = text.length() - 1;
    while (from <= to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to) <= ' ') {
      to--;
    }
    return from < to && text.charAt(from) == '{' && text.charAt(to) == '}';
  }
}
