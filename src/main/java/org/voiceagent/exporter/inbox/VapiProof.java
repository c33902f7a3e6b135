package org.voiceagent.exporter.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * What Vapi's custom credentials can be set to: an HMAC credential, which signs {@code
 * <time>.<body>} with SHA-256 in hexadecimal, or a bearer token. An assistant's older {@code
 * server.secret} arrives as {@code X-Vapi-Secret}. Read in vapi-server-sdk 3.0.0, {@code
 * types/hmac_authentication_plan.py}; that the time is in seconds or milliseconds since 1970 is not
 * stated there.
 */
final class VapiProof implements SenderProof {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** The default of the credential, and the name that Vapi's own pages use. */
  private static final List<String> SIGNATURES = List.of("x-signature", "x-vapi-signature");

  private static final List<String> TIMES = List.of("x-timestamp", "x-vapi-timestamp");
  private static final String PREFIX = "sha256=";
  private static final SenderProof SECRET = new SharedSecret(List.of("X-Vapi-Secret"));

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    List<String> signatures = SIGNATURES.stream().flatMap(h -> headers.all(h).stream()).toList();
    if (signatures.isEmpty()) {
      return SECRET.check(headers, secrets, now);
    }
    List<String> times = TIMES.stream().flatMap(h -> headers.all(h).stream()).toList();
    if (signatures.size() > 1 || times.size() != 1) {
      throw RequestRefused.unauthorized(
          "exactly one x-signature and one x-timestamp are required: let the credential include"
              + " the time");
    }
    String text = signatures.get(0).strip();
    Optional<byte[]> signature =
        HmacSignature.hex(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    if (signature.isEmpty()) {
      throw RequestRefused.unauthorized("the signature must be 64 hexadecimal digits");
    }
    String time = times.get(0).strip();
    HmacSignature.requireRecent(time, WINDOW, now);
    return HmacSignature.of(secrets, signature.get(), time + ".", "");
  }
}
