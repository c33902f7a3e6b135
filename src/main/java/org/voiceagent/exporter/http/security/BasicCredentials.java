package org.voiceagent.exporter.http.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * User name and password as a client sends them (RFC 7617, in UTF-8).
 *
 * @param user any text without a colon
 * @param password any text
 */
record BasicCredentials(String user, String password) {
  private static final String SCHEME = "Basic ";

  /** Longer headers are refused. */
  private static final int LONGEST = 1_024;

  /**
   * The credentials in the {@code Authorization} lines; empty unless there is exactly one
   * well-formed line.
   */
  static Optional<BasicCredentials> of(List<String> authorization) {
    if (authorization.size() != 1
        || authorization.get(0).length() > LONGEST
        || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes =
          Base64.getDecoder().decode(authorization.get(0).substring(SCHEME.length()).strip());
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** Hides both, so that no log line shows the password. */
  @Override
  public String toString() {
    return "credentials";
  }
}
