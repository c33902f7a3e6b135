package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that open a door are left unread. */
final class SecretSettingsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai.api_key",
        "openai.apiKey",
        "OPENAI_API_KEY",
        "asterisk.ari.password",
        "db.dsn",
        "providers.x.auth.value",
        "livekit.api-secret",
        "credentials.user",
        "twilio.auth_token",
        "private_key_path",
        "webhook.signing_secret",
        "client_secret",
        "access_token",
        "authorization",
      })
  void secretNames(String key) {
    assertThat(SecretSettings.isSecretName(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llm.max_tokens",
        "llm.max_completion_tokens",
        "streaming.low_watermark_ms",
        "downstream_mode",
        "pipelines.default.tts",
        "keyboard_sounds",
        "llm.token_limit",
        "auth_type",
        "author",
        "monkey",
        "barge_in.post_tts_end_protection_ms",
        "spinning",
      })
  void harmlessNames(String key) {
    assertThat(SecretSettings.isSecretName(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sk-proj-abcdefghijklmnop1234, true",
    "Bearer abcdefghijklmnop1234, true",
    "https://user:hunter22@example.com/x, true",
    "https://example.com/tts?api_key=abc, true",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc, true",
    "AKIAIOSFODNN7EXAMPLE, true",
    "f3a9c2d4e5b60718293a4b5c6d7e8f90a1b2, true",
    "gpt-4o-realtime-preview-2025-06-03, false",
    "123e4567-e89b-12d3-a456-426614174000, false",
    "https://example.com/v1/audio/speech, false",
    "audiosocket, false",
    "80, false",
  })
  void values(String value, boolean secret) {
    assertThat(SecretSettings.isSecretValue(value)).isEqualTo(secret);
  }

  @Test
  void snapshotKeepsWhatRulesNeedAndNoSecret() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("call-1"));
    Files.writeString(
        folder.resolve("config_snapshot.yaml"),
        """
        streaming:
          low_watermark_ms: 80
        llm:
          max_tokens: 200
          api_key: planted-key
          endpoint: https://u:planted-pass@example.com
          k: ${K:-sk-planted1234567890}
        """);
    Files.writeString(folder.resolve("metrics.json"), "{}");
    Reading reading = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Complete.class,
            whole -> {
              var snapshot = whole.session().snapshot();
              assertThat(snapshot.number("streaming.low_watermark_ms")).hasValue(80);
              assertThat(snapshot.number("llm.max_tokens")).hasValue(200);
              assertThat(snapshot.namesUnder("llm")).containsExactly("max_tokens");
            });
  }
}
