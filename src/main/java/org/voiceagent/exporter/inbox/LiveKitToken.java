package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * The access token of LiveKit: a JWT signed by HS256 with the API secret, in {@code Authorization:
 * Bearer}. It must name the API key as issuer, must not have ended, and must have the grant {@code
 * observability.write}. A secret here is {@code <API key>: <API secret>}, as in LiveKit's own key
 * file. Read in livekit-api 1.2.2, {@code access_token.py}.
 */
final class LiveKitToken implements SenderProof {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LEEWAY = Duration.ofMinutes(1);
  private static final String BEARER = "bearer ";
  private static final int LONGEST = 8_192;
  private static final int PARTS = 3;

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    String value = HmacSignature.only(headers, "Authorization");
    if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length()) || value.length() > LONGEST) {
      throw RequestRefused.unauthorized("a bearer token is required");
    }
    String token = value.substring(BEARER.length()).strip();
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS
        || !json(parts[0]).path("alg").asText().equals("HS256")
        || !isSigned(token.substring(0, token.lastIndexOf('.')), parts, secrets)) {
      throw RequestRefused.unauthorized("the token is not one of this key");
    }
    requireClaims(json(parts[1]), now);
    return BodyCheck.NOT_SIGNED;
  }

  /** The issuer must be the key whose secret signed the token. */
  private static boolean isSigned(String signed, String[] parts, List<String> secrets)
      throws RequestRefused {
    byte[] issuer = json(parts[1]).path("iss").asText().getBytes(UTF_8);
    byte[] signature = decoded(parts[2]);
    boolean holds = false;
    for (String pair : secrets) {
      int colon = pair.indexOf(':');
      byte[] secret = pair.substring(colon + 1).strip().getBytes(UTF_8);
      if (colon > 0 && secret.length > 0) {
        byte[] key = pair.substring(0, colon).strip().getBytes(UTF_8);
        byte[] right = HmacSignature.mac(secret, signed.getBytes(US_ASCII));
        boolean same = MessageDigest.isEqual(right, signature);
        holds |= MessageDigest.isEqual(key, issuer) && same;
      }
    }
    return holds;
  }

  private static void requireClaims(JsonNode claims, Instant now) throws RequestRefused {
    long seconds = now.getEpochSecond();
    long leeway = LEEWAY.toSeconds();
    JsonNode end = claims.path("exp");
    JsonNode begin = claims.path("nbf");
    if (!end.isNumber()
        || end.doubleValue() < seconds - leeway
        || (begin.isNumber() && begin.doubleValue() > seconds + leeway)) {
      throw RequestRefused.unauthorized("the token has ended, or has not begun");
    }
    if (!claims.path("observability").path("write").asBoolean()) {
      throw RequestRefused.unauthorized("the token lacks the grant observability.write");
    }
  }

  private static JsonNode json(String base64) throws RequestRefused {
    try {
      return JSON.readTree(decoded(base64));
    } catch (IOException notJson) {
      throw malformed();
    }
  }

  private static byte[] decoded(String base64) throws RequestRefused {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    }
  }

  private static RequestRefused malformed() {
    return RequestRefused.unauthorized("the token is malformed");
  }
}
