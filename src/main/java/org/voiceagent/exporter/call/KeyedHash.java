package org.voiceagent.exporter.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) with a secret key: shows whether texts are equal, and without
 * the key reveals nothing else, however few texts are possible. Immutable and thread-safe.
 */
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key at least 16 bytes, from a source of randomness
   * @throws IllegalArgumentException if it is shorter
   */
  public KeyedHash(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes can be guessed");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The hash of a text's UTF-8 bytes: 64 lower-case hexadecimal digits. */
  public String hex(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /**
   * The first digits of {@link #hex}.
   *
   * @param digits 1 to 64
   */
  public String hex(String text, int digits) {
    return hex(text).substring(0, digits);
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "KeyedHash";
  }
}
