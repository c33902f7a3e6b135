package org.voiceagent.exporter.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Name and password as a client sends them (RFC 7617, in UTF-8). Immutable. */
final class BasicCredentials {
  private static final String SCHEME = "Basic ";

  /** Longer ones are nobody's. */
  private static final int LONGEST = 1_024;

  private final String user;
  private final byte[] password;

  private BasicCredentials(String user, byte[] password) {
    this.user = user;
    this.password = password;
  }

  /** What the {@code Authorization} lines hold; empty unless it is one and well-formed. */
  static Optional<BasicCredentials> of(List<String> authorization) {
    if (authorization.size() != 1
        || authorization.get(0).length() > LONGEST
        || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] pair =
          Base64.getDecoder().decode(authorization.get(0).substring(SCHEME.length()).strip());
      int colon = indexOfColon(pair);
      if (colon < 0) {
        return Optional.empty();
      }
      String user =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(pair, 0, colon)).toString();
      return Optional.of(
          new BasicCredentials(user, Arrays.copyOfRange(pair, colon + 1, pair.length)));
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** The name, which may be any text without a colon. */
  String user() {
    return user;
  }

  /** The bytes of the password; not to be changed. */
  byte[] password() {
    return password;
  }

  private static int indexOfColon(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ':') {
        return i;
      }
    }
    return -1;
  }
}
