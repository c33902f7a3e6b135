package org.voiceagent.exporter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.http.FeedbackSchema;
import org.voiceagent.exporter.redaction.CustomPattern;
import org.voiceagent.exporter.redaction.RedactionSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.Rows;

final class ReportJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RedactionSettings SECRETS =
      new RedactionSettings(Set.of(), List.of(CustomPattern.of("XX", "secret")));

  private final ReportJson json = new ReportJson(Redactor.off());

  @Test
  void everyFactThereCanBeIsShownUnderANameTheSchemaKnows() throws Exception {
    String answer = json.call(report(everythingKnown()));

    assertThat(FeedbackSchema.faults(answer)).isEmpty();
    assertThat(namesOf(MAPPER.readTree(answer).path("call")))
        .containsExactlyInAnyOrderElementsOf(
            namesOf(
                MAPPER
                    .readTree(FeedbackSchema.text(FeedbackSchema.FILE))
                    .at("/$defs/call/properties")));
  }

  @Test
  void whatIsUnknownIsAbsent() throws Exception {
    JsonNode call = call(CallSessions.call("a"));

    assertThat(namesOf(call))
        .containsExactly(
            "call_uuid", "pipeline_name", "provider_id", "model_variant", "completed_at");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "7, 7",
    "2250000, 2250000",
    "45.9, 45.9",
    "0.0001, 0.0001",
    "0.0000412, 0.0000412",
    "123456789012, 123456789012",
    "0.30000000000000004, 0.3",
    "1e300, 1.0E300",
    "1e-300, 1.0E-300",
  })
  void numbersArePlain(double value, String written) {
    assertThat(json.call(report(CallSessions.call("a").with(CallField.COST_USD, value))))
        .contains("\"cost_usd\":" + written + ",");
  }

  @Test
  void flagsAreTrueOrFalse() throws Exception {
    JsonNode call =
        call(CallSessions.call("a").with(CallField.RESOLVED, 1).with(CallField.TRANSFERRED, 0));

    assertThat(call.path("resolved").toString()).isEqualTo("true");
    assertThat(call.path("transferred").toString()).isEqualTo("false");
  }

  @Test
  void responseLatencyIsTheMeanOfTheTurns() throws Exception {
    CallSessions call = CallSessions.call("a").with(CallField.AVG_TURN_LATENCY_MS, 640);

    assertThat(call(call).path("response_latency_ms").toString()).isEqualTo("640");
  }

  @Test
  void outcomeAndTransportAreFoldedAsInTheMetrics() throws Exception {
    JsonNode call =
        call(
            CallSessions.call("a")
                .with(CallField.OUTCOME, "caller_hangup")
                .with(CallField.TRANSPORT, "rtp"));

    assertThat(call.path("outcome").asText()).isEqualTo("completed");
    assertThat(call.path("transport").asText()).isEqualTo("externalmedia");
  }

  @Test
  void errorsOfTheEngineAreRedacted() throws Exception {
    ReportJson redacting = new ReportJson(Redactor.of(SECRETS));
    JsonNode call = MAPPER.readTree(redacting.call(report(withSecrets()))).path("call");

    assertThat(call.path("error_message").asText()).isEqualTo("a [XX]");
    assertThat(call.path("fallback_reasons").get(0).asText()).isEqualTo("[XX] timeout");
  }

  @Test
  void errorsOfTheEngineAreWithheldWhereRedactionFails() throws Exception {
    ReportJson failing =
        new ReportJson(
            Redactor.of(SECRETS)
                .counting(
                    category -> {
                      throw new IllegalStateException(category);
                    }));
    String answer = failing.call(report(withSecrets()));

    assertThat(answer).doesNotContain("secret");
    assertThat(MAPPER.readTree(answer).at("/call/error_message").asText()).isEqualTo("[withheld]");
  }

  @Test
  void settingsAreWrittenAsInYamlAndNumbersAsNumbers() throws Exception {
    Recommendation advised =
        new Recommendation(
            "key",
            "vad.threshold",
            Severity.INFO,
            Optional.of(new SettingValue("0.50")),
            SettingValue.of(1_000_000),
            "",
            "change",
            "why",
            Map.of("word", new SettingValue("1.2.3")),
            "reload",
            "file",
            "patch",
            "docs");
    CallReport report =
        new CallReport(CallSessions.call("a").build(), new Advice(List.of(advised), List.of()));

    assertThat(json.call(report))
        .contains("\"current\":0.50,\"suggested\":1000000,\"unit\":\"\"")
        .contains("\"evidence\":{\"word\":\"1.2.3\"}");
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile = "\"},{\u0000\u2028\ud800</script>\n";
    String answer = json.call(report(CallSessions.call("a").with(CallField.END_REASON, hostile)));

    assertThat(answer.strip()).doesNotContain("\n");
    assertThat(MAPPER.readTree(answer).at("/call/end_reason").asText()).isEqualTo(hostile.strip());
  }

  private static CallSessions withSecrets() {
    return CallSessions.call("a")
        .with(CallField.ERROR_MESSAGE, "a secret")
        .withTexts(CallField.FALLBACK_REASONS, "secret timeout");
  }

  private static CallSessions everythingKnown() {
    CallSessions call = CallSessions.call("a");
    for (CallField field : CallField.values()) {
      switch (field.kind()) {
        case TEXT, NAME -> call.with(field, "text");
        case CALLER -> call.with(field, "0f3a9c2d4e5b6071");
        case TEXTS -> call.withTexts(field, "one", "two");
        case ROWS -> call.withRows(field, Rows.of(field, "word"));
        case LATENCIES -> call.withNumbers(field, 800, 900.5);
        case INSTANT -> call.with(field, Instant.parse("2025-10-26T03:27:30.123456Z"));
        case FLAG, COUNT, NUMBER, SHARE, RATING, DURATION, LATENCY, SENTIMENT ->
            call.with(field, 1);
      }
    }
    return call;
  }

  private JsonNode call(CallSessions call) throws Exception {
    return MAPPER.readTree(json.call(report(call))).path("call");
  }

  private static CallReport report(CallSessions call) {
    return new CallReport(call.build(), new Advice(List.of(), List.of()));
  }

  private static List<String> namesOf(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
