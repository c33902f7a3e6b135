package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.httpserver.HeaderFields;
import org.voiceagent.exporter.testing.WebhookSender;

/**
 * Signatures and tokens. Those named vectors were made by the vendors' SDKs or captured; the tests
 * in integrations/inbox sign with the SDKs themselves.
 */
final class SenderProofTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String BODY = "{\"call\":{\"call_id\":\"é\"}}";
  private static final List<String> LIVEKIT =
      List.of("APIkey: livekit-api-secret-of-32-characters");

  /** Sent by livekit-agents 1.8.9 with livekit-api 1.2.2. */
  private static final String CAPTURED_TOKEN =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
          + "eyJvYnNlcnZhYmlsaXR5Ijp7IndyaXRlIjp0cnVlfSwic3ViIjoiIiwiaXNzIjoiQVBJa2V5IiwibmJmIjox"
          + "Nzk2MDUyMjc0LCJleHAiOjE3OTYwNzM4NzR9."
          + "wUaCsMHTypj6_2OO8pmnh3-I7FDntOWLyyaPJWD1rRQ";

  @Test
  void signaturesHoldForTheirBodyAndSecretWithinTheirWindow() {
    for (InboxSource source :
        List.of(InboxSource.RETELL, InboxSource.ELEVENLABS, InboxSource.VAPI)) {
      Map<String, String> signed = signed(source, "right", NOW);
      long window = source == InboxSource.ELEVENLABS ? 1_800 : 300;

      assertThat(holds(source, signed, List.of("right"), BODY, NOW)).isTrue();
      assertThat(holds(source, signed, List.of("old", "right"), BODY, NOW)).isTrue();
      assertThat(holds(source, signed, List.of("right"), BODY, NOW.plusSeconds(window))).isTrue();
      assertThat(holds(source, signed, List.of("right"), BODY, NOW.plusSeconds(window + 1)))
          .isFalse();
      assertThat(holds(source, signed, List.of("right"), BODY, NOW.minusSeconds(301))).isFalse();
      assertThat(holds(source, signed, List.of("wrong"), BODY, NOW)).isFalse();
      assertThat(holds(source, signed, List.of("right"), BODY + "\n", NOW)).isFalse();
      assertThat(holds(source, Map.of(), List.of("right"), BODY, NOW)).isFalse();
    }
  }

  @Test
  void theVectorOfTheStandardWebhooksPageHolds() {
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    Instant then = Instant.ofEpochSecond(1_614_265_330);

    assertThat(holds(InboxSource.GENERIC, headers, List.of(secret), "{\"test\": 2432232314}", then))
        .isTrue();
    assertThat(holds(InboxSource.GENERIC, headers, List.of(secret), "{\"test\": 2}", then))
        .isFalse();
  }

  @Test
  void aCapturedTokenOfLiveKitHoldsUntilItEnds() {
    Map<String, String> sent = WebhookSender.bearer(CAPTURED_TOKEN);
    Instant end = Instant.ofEpochSecond(1_796_073_874);

    assertThat(holds(InboxSource.LIVEKIT, sent, LIVEKIT, "", end)).isTrue();
    assertThat(holds(InboxSource.LIVEKIT, sent, LIVEKIT, "", end.plusSeconds(61))).isFalse();
    assertThat(holds(InboxSource.LIVEKIT, sent, LIVEKIT, "", end.minusSeconds(30_000))).isFalse();
    assertThat(holds(InboxSource.LIVEKIT, sent, List.of("APIkey: other"), "", end)).isFalse();
    assertThat(holds(InboxSource.LIVEKIT, sent, List.of("APIkey:"), "", end)).isFalse();
    String others = LIVEKIT.get(0).replace("APIkey", "APIother");
    assertThat(holds(InboxSource.LIVEKIT, sent, List.of(others), "", end)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"iss\":\"APIkey\",\"exp\":1796126400}",
        "{\"iss\":\"APIkey\",\"exp\":1796126400,\"video\":{\"roomJoin\":true}}",
        "{\"iss\":\"APIkey\",\"exp\":1796126400,\"observability\":{\"write\":false}}",
        "{\"iss\":\"APIkey\",\"observability\":{\"write\":true}}",
        "{\"iss\":\"APIkey\",\"exp\":\"1796126400\",\"observability\":{\"write\":true}}",
        "{\"exp\":1796126400,\"observability\":{\"write\":true}}",
        "[]",
        "no JSON"
      })
  void tokensWithoutGrantEndOrIssuerAreRefused(String claims) {
    String secret = "livekit-api-secret-of-32-characters";

    assertThat(
            holds(
                InboxSource.LIVEKIT,
                WebhookSender.liveKit(secret, WebhookSender.claims("APIkey", NOW.plusSeconds(9))),
                LIVEKIT,
                "",
                NOW))
        .isTrue();
    assertThat(holds(InboxSource.LIVEKIT, WebhookSender.liveKit(secret, claims), LIVEKIT, "", NOW))
        .isFalse();
  }

  @Test
  void aTokenThatNamesNoAlgorithmOrAnotherIsRefused() {
    String payload = CAPTURED_TOKEN.split("\\.", -1)[1];
    for (String header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"HS512\"}", "{}", "")) {
      String encoded =
          Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
      for (String end : List.of("", CAPTURED_TOKEN.split("\\.", -1)[2])) {
        Map<String, String> sent = WebhookSender.bearer(encoded + "." + payload + "." + end);
        assertThat(
                holds(InboxSource.LIVEKIT, sent, LIVEKIT, "", Instant.ofEpochSecond(1_796_052_300)))
            .isFalse();
      }
    }
  }

  @Test
  void secretsAreTakenFromOneHeaderOnly() {
    List<String> secrets = List.of("s3cret");

    assertThat(holds(InboxSource.VAPI, Map.of("X-Vapi-Secret", "s3cret"), secrets, "", NOW))
        .isTrue();
    assertThat(
            holds(InboxSource.DOGRAH, Map.of("Authorization", "bearer s3cret"), secrets, "", NOW))
        .isTrue();
    assertThat(holds(InboxSource.DOGRAH, Map.of("X-API-Key", "s3cret "), secrets, "", NOW))
        .isFalse();
    assertThat(
            holds(
                InboxSource.DOGRAH,
                Map.of("X-API-Key", "guess", "Authorization", "Bearer s3cret"),
                secrets,
                "",
                NOW))
        .isFalse();
  }

  private static Map<String, String> signed(InboxSource source, String secret, Instant at) {
    return switch (source) {
      case RETELL -> WebhookSender.retell(secret, BODY, at);
      case ELEVENLABS -> WebhookSender.elevenLabs(secret, BODY, at);
      default -> WebhookSender.vapi(secret, BODY, at);
    };
  }

  private static boolean holds(
      InboxSource source,
      Map<String, String> sent,
      List<String> secrets,
      String body,
      Instant now) {
    HeaderFields headers = HeaderFields.NONE;
    for (Map.Entry<String, String> each : new HashMap<>(sent).entrySet()) {
      headers = headers.with(each.getKey(), each.getValue());
    }
    try {
      return SenderProof.of(source).check(headers, secrets, now).holds(body.getBytes(UTF_8));
    } catch (RequestRefused refused) {
      assertThat(refused.status()).isEqualTo(401);
      return false;
    }
  }
}
