package org.voiceagent.exporter.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * The signature of Retell: {@code x-retell-signature: v=<epoch ms>,d=<hex>}, the HMAC-SHA256 with
 * an API key of the body followed by the time, valid for five minutes. Read in retell-sdk 6.2.13,
 * {@code lib/webhook_auth.py}.
 */
final class RetellSignature implements SenderProof {
  private static final String HEADER = "x-retell-signature";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Pattern FORM = Pattern.compile("v=([0-9]{1,15}),d=([0-9a-f]{64})");

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    Matcher parts = FORM.matcher(HmacSignature.only(headers, HEADER));
    if (!parts.matches()) {
      throw RequestRefused.unauthorized(HEADER + " must be v=<time>,d=<signature>");
    }
    HmacSignature.requireRecent(parts.group(1), WINDOW, now);
    byte[] signature = HmacSignature.hex(parts.group(2)).orElseThrow();
    return HmacSignature.of(secrets, signature, "", parts.group(1));
  }
}
