package org.voiceagent.exporter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.redaction.Redactor;

final class ConfigurationJsonTest {
  private static final String KEY = "sk-live-46Zq8Wm3Xv7Lp2Rt9Yb4Nc";

  @Test
  void showsSettingsAndWhatChanged() {
    JsonNode shown =
        configuration(
            Redactor.strict(),
            Map.of("streaming.jitter_buffer_ms", "100", "llm.model", "gpt-4o-2024-08-06"),
            Map.of("streaming.jitter_buffer_ms", "80", "llm.model", "gpt-4o-2024-08-06"));

    assertThat(shown.path("settings").toString())
        .contains("\"streaming.jitter_buffer_ms\",\"value\":\"100\"", "gpt-4o-2024-08-06");
    assertThat(shown.path("changes").toString())
        .isEqualTo("[{\"field\":\"streaming.jitter_buffer_ms\",\"from\":\"80\",\"to\":\"100\"}]");
  }

  @Test
  void showsNothingPersonalWhateverFormItHas() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("sip.trunk_number", "+12025550023");
    settings.put("tools.transfer.destinations.plain.target", "12025550153");
    settings.put("variables.customer_name", "Philippa Thistlewood");
    settings.put("variables.date_of_birth", "1980-02-03");
    settings.put("variables.account_number", "31926819");
    settings.put(KEY, "1");
    settings.put("greeting", "Hello Philippa Thistlewood from Leeds");

    String shown = configuration(Redactor.strict(), settings, Map.of("a", "b")).toString();

    assertThat(shown)
        .doesNotContain(
            "2025550023", "2025550153", "Thistlewood", "1980-02-03", "31926819", KEY, "Leeds");
    assertThat(shown).contains("sip.trunk_number", "[PHONE]");
  }

  @Test
  void showsValuesAsTheyAreWithoutRedaction() {
    assertThat(
            configuration(
                    Redactor.off(), Map.of("sip.trunk_number", "+12025550023"), Map.of("a", "b"))
                .toString())
        .contains("+12025550023");
  }

  private static JsonNode configuration(
      Redactor redactor, Map<String, String> settings, Map<String, String> before) {
    return new ConfigurationJson(redactor)
        .of(
            ConfigSnapshot.of(settings),
            Optional.of(
                new CallJson.Before(
                    new CallId("before"), Instant.EPOCH, Optional.of(ConfigSnapshot.of(before)))));
  }
}
