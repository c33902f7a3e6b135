package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * A signature as Standard Webhooks defines it, or a shared secret. The signature is {@code
 * webhook-signature: v1,<base64>} of id, time and body with dots between, with the secret behind
 * {@code whsec_} in Base64, valid for five minutes.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
final class GenericProof implements SenderProof {
  private static final String SIGNATURE = "webhook-signature";
  private static final String VERSION = "v1,";
  private static final String ENCODED = "whsec_";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final SenderProof SECRET = new SharedSecret(List.of("X-API-Key"));

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    if (!headers.has(SIGNATURE)) {
      return SECRET.check(headers, secrets, now);
    }
    List<byte[]> signatures = new ArrayList<>();
    for (String one : HmacSignature.only(headers, SIGNATURE).split(" ", -1)) {
      if (one.startsWith(VERSION)) {
        decoded(one.substring(VERSION.length())).ifPresent(signatures::add);
      }
    }
    if (signatures.isEmpty()) {
      throw RequestRefused.unauthorized(SIGNATURE + " must be v1,<base64>");
    }
    String id = HmacSignature.only(headers, "webhook-id");
    String time = HmacSignature.only(headers, "webhook-timestamp");
    HmacSignature.requireRecent(time, WINDOW, now);
    byte[] before = (id + "." + time + ".").getBytes(UTF_8);
    return raw -> holds(secrets, signatures, before, raw);
  }

  private static boolean holds(
      List<String> secrets, List<byte[]> signatures, byte[] before, byte[] raw) {
    boolean holds = false;
    for (String secret : secrets) {
      byte[] right = HmacSignature.mac(key(secret), before, raw);
      for (byte[] signature : signatures) {
        holds |= MessageDigest.isEqual(right, signature);
      }
    }
    return holds;
  }

  private static byte[] key(String secret) {
    return secret.startsWith(ENCODED)
        ? decoded(secret.substring(ENCODED.length())).orElse(secret.getBytes(UTF_8))
        : secret.getBytes(UTF_8);
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64)).filter(b -> b.length > 0);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
