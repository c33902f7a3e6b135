package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.httpserver.HeaderFields;

/**
 * A secret that is sent as it is: as {@code Authorization: Bearer <secret>}, or in another header.
 * It proves the sender but has no time, so an eavesdropper could send it again; TLS prevents that.
 *
 * @param others headers whose whole value may be the secret
 */
record SharedSecret(List<String> others) implements SenderProof {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "bearer ";

  SharedSecret {
    others = List.copyOf(others);
  }

  @Override
  public BodyCheck check(HeaderFields headers, List<String> secrets, Instant now)
      throws RequestRefused {
    List<String> sent = new ArrayList<>();
    for (String value : headers.all(AUTHORIZATION)) {
      if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        sent.add(value.substring(BEARER.length()).strip());
      }
    }
    others.forEach(name -> sent.addAll(headers.all(name)));
    if (sent.size() != 1) {
      throw RequestRefused.unauthorized("exactly one secret is required");
    }
    byte[] given = sent.get(0).getBytes(UTF_8);
    boolean right = false;
    for (String secret : secrets) {
      right |= MessageDigest.isEqual(secret.getBytes(UTF_8), given);
    }
    if (!right) {
      throw RequestRefused.unauthorized("the secret is wrong");
    }
    return BodyCheck.NOT_SIGNED;
  }
}
