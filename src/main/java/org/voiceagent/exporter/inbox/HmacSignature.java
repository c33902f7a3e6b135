package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.voiceagent.exporter.httpserver.HeaderFields;

/** What the HMAC-SHA256 signatures of webhooks have in common. */
final class HmacSignature {
  /** How far a sender's clock may be ahead of ours. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 64;
  private static final long SMALLEST_MILLIS = 100_000_000_000L;
  private static final int MOST_DIGITS = 15;

  private HmacSignature() {}

  /** The HMAC-SHA256 of the parts, one after the other. */
  static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
    }
  }

  /**
   * Checks a signature of {@code before + body + after} with each secret.
   *
   * @param signature the signature of the request
   */
  static SenderProof.BodyCheck of(
      List<String> secrets, byte[] signature, String before, String after) {
    return raw -> {
      boolean holds = false;
      for (String secret : secrets) {
        byte[] right =
            mac(secret.getBytes(UTF_8), before.getBytes(UTF_8), raw, after.getBytes(UTF_8));
        holds |= MessageDigest.isEqual(right, signature);
      }
      return holds;
    };
  }

  /** The bytes of a signature of 64 hexadecimal digits. */
  static Optional<byte[]> hex(String text) {
    try {
      return text.length() == HEX_DIGITS
          ? Optional.of(HexFormat.of().parseHex(text))
          : Optional.empty();
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  /**
   * Refuses a time outside the window.
   *
   * @param epoch seconds or, above 1e11, milliseconds
   * @throws RequestRefused if it is not a time, too old, or ahead
   */
  static void requireRecent(String epoch, Duration window, Instant now) throws RequestRefused {
    if (epoch.isEmpty()
        || epoch.length() > MOST_DIGITS
        || !epoch.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw RequestRefused.unauthorized("the signature has no time");
    }
    long number = Long.parseLong(epoch);
    Instant at =
        number >= SMALLEST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    if (at.isBefore(now.minus(window)) || at.isAfter(now.plus(AHEAD))) {
      throw RequestRefused.unauthorized("the time of the signature is too long ago, or ahead");
    }
  }

  /**
   * The value of a header that must be there once.
   *
   * @throws RequestRefused if it is not
   */
  static String only(HeaderFields headers, String name) throws RequestRefused {
    List<String> all = headers.all(name);
    if (all.size() != 1) {
      throw RequestRefused.unauthorized("exactly one header " + name + " is required");
    }
    return all.get(0).strip();
  }
}
