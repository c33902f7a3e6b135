package org.voiceagent.exporter.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * The signature of ElevenLabs: {@code elevenlabs-signature: t=<epoch s>,v0=<hex>}, the HMAC-SHA256
 * of time, a dot and the body, valid for thirty minutes. Read in elevenlabs 2.78.0, {@code
 * webhooks_custom.py}.
 */
final class ElevenLabsSignature implements SenderProof {
  private static final String HEADER = "elevenlabs-signature";
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final String TIME = "t=";
  private static final String SIGNATURE = "v0=";

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    String time = "";
    Optional<byte[]> signature = Optional.empty();
    for (String part : HmacSignature.only(headers, HEADER).split(",", -1)) {
      if (part.startsWith(TIME)) {
        time = part.substring(TIME.length());
      } else if (part.startsWith(SIGNATURE)) {
        signature = HmacSignature.hex(part.substring(SIGNATURE.length()));
      }
    }
    if (signature.isEmpty()) {
      throw RequestRefused.unauthorized(HEADER + " must be t=<time>,v0=<signature>");
    }
    HmacSignature.requireRecent(time, WINDOW, now);
    return HmacSignature.of(secrets, signature.get(), time + ".", "");
  }
}
