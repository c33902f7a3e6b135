package org.voiceagent.exporter.artifact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Strict UTF-8: parsers guess other encodings and accept overlong forms, so they never see bytes.
 */
final class Utf8 {
  /** The byte order mark as a character. */
  static final char BOM = '\uFEFF';

  private Utf8() {}

  /** The text, or empty if the bytes are not UTF-8. */
  static Optional<String> decode(byte[] bytes, int from, int length) {
    if (isAscii(bytes, from, length)) {
      return Optional.of(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, length))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
