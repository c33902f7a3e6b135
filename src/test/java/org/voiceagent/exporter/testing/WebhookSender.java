package org.voiceagent.exporter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks as the vendors do, signed as their pages and SDKs describe. */
public final class WebhookSender {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final int port;

  public WebhookSender(int port) {
    this.port = port;
  }

  /** Posts a body; headers may replace the content type. */
  public HttpResponse<String> post(String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofByteArray(body));
    Map<String, String> all = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
    all.putAll(headers);
    all.forEach(request::header);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Posts a text that is signed or carries a secret. */
  public int status(String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    return post(path, headers, body.getBytes(UTF_8)).statusCode();
  }

  /** The header of Retell. */
  public static Map<String, String> retell(String key, String body, Instant at) {
    String time = Long.toString(at.toEpochMilli());
    return Map.of("x-retell-signature", "v=" + time + ",d=" + hex(key, body + time));
  }

  /** The header of ElevenLabs. */
  public static Map<String, String> elevenLabs(String secret, String body, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    return Map.of("ElevenLabs-Signature", "t=" + time + ",v0=" + hex(secret, time + "." + body));
  }

  /** The headers of a Vapi HMAC credential with its defaults. */
  public static Map<String, String> vapi(String secret, String body, Instant at) {
    String time = Long.toString(at.toEpochMilli());
    return Map.of("x-signature", hex(secret, time + "." + body), "x-timestamp", time);
  }

  /** The headers of Standard Webhooks. */
  public static Map<String, String> standard(String secret, String body, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    String signature = Base64.getEncoder().encodeToString(mac(key, ("msg_1." + time + "." + body)));
    return Map.of(
        "webhook-id", "msg_1", "webhook-timestamp", time, "webhook-signature", "v1," + signature);
  }

  /** A shared secret. */
  public static Map<String, String> bearer(String secret) {
    return Map.of("Authorization", "Bearer " + secret);
  }

  /** A token of LiveKit with these claims as JSON. */
  public static Map<String, String> liveKit(String secret, String claims) {
    String signed =
        url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
            + "."
            + url(claims.getBytes(UTF_8));
    return bearer(signed + "." + url(mac(secret.getBytes(UTF_8), signed)));
  }

  /** The claims that LiveKit's agents send. */
  public static String claims(String key, Instant end) {
    return "{\"iss\":\"%s\",\"sub\":\"\",\"exp\":%d,\"observability\":{\"write\":true}}"
        .formatted(key, end.getEpochSecond());
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hex(String key, String text) {
    return HexFormat.of().formatHex(mac(key.getBytes(UTF_8), text));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
