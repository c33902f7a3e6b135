package org.voiceagent.exporter.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Strict UTF-8: parsers guess other encodings and accept overlong forms, so they never see bytes.
 */
public final class Utf8 {
  /** The byte order mark as a character. */
  public static final char BOM = '\uFEFF';

  /** What the quick decoder puts in place of bytes that are wrong. */
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text, or empty if the bytes are not UTF-8. */
  public static Optional<String> decode(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 || isStrict(bytes, from, length)
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * Whether a text begins and ends with a brace. Most lines that are no object are told by it, and
   * to be told by a parser's exception costs a hundred times more.
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

  /** Slow, and only asked where wrong bytes, or a real replacement character, are suspected. */
  private static boolean isStrict(byte[] bytes, int from, int length) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
