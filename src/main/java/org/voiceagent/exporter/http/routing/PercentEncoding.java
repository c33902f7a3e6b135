package org.voiceagent.exporter.http.routing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Strict percent-decoding of URLs: a sequence that is not UTF-8 is malformed. */
final class PercentEncoding {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private PercentEncoding() {}

  /** Decodes a path segment, where a plus sign is a plus sign; empty if it is malformed. */
  static Optional<String> decodeSegment(String raw) {
    return decode(raw);
  }

  /** Decodes a name or value of a query, where a plus sign is a space; empty if it is malformed. */
  static Optional<String> decodeQuery(String raw) {
    return decode(raw.replace('+', ' '));
  }

  /** Encodes a path segment: everything but what never needs it (RFC 3986, section 2.3). */
  static String encodeSegment(String segment) {
    StringBuilder encoded = new StringBuilder(segment.length());
    for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private static Optional<String> decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c > 0x7e) {
        return Optional.empty();
      }
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int value = hexPair(raw, i + 1);
      if (value < 0) {
        return Optional.empty();
      }
      bytes.write(value);
      i += 2;
    }
    return utf8(bytes.toByteArray());
  }

  private static int hexPair(String raw, int at) {
    if (at + 2 > raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at))
        || !HexFormat.isHexDigit(raw.charAt(at + 1))) {
      return -1;
    }
    return HexFormat.fromHexDigits(raw, at, at + 2);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
