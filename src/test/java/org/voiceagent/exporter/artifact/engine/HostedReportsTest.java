package org.voiceagent.exporter.artifact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of these tests were accepted by the models of each vendor's own Python library. */
final class HostedReportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void callOfRetellIsTranslatedWithCentsAsDollarsAndWordsAsTimes() throws IOException {
    Translation call = new RetellCall().translate(file("retell-call_analyzed.json"));

    assertThat(call.summary().toString())
        .isEqualTo(
            compact(
                """
                {"pipeline_name":"Front desk","provider_id":"retell","agent_version":"12",
                 "started_at":1793500000000,"ended_at":1793500046200,"duration_ms":46200,
                 "outcome":"completed","end_reason":"caller_hangup","direction":"inbound",
                 "caller_id":"+15550100123",
                 "latency":{"turn_ms":[1100,1500],"stt_ms":120,"llm_ms":620,"tts_ms":210},
                 "usage":{"cost_usd":0.074},
                 "cost":[{"component":"tts","model":"elevenlabs_tts","amount":0.051,
                          "currency":"USD"},
                         {"component":"llm","model":"gpt_4_1","amount":0.023,"currency":"USD"},
                         {"component":"transport","model":"us_telephony","amount":0,
                          "currency":"USD"},
                         {"component":"platform","model":"retell_platform","amount":0,
                          "currency":"USD"}],
                 "sentiment":"Positive","business":{"resolved":true},"voicemail":false,
                 "turns":[{"speaker":"agent","start":0.4,"end":2.2},
                          {"speaker":"caller","start":3.1,"end":5.4},
                          {"speaker":"agent","start":6.5,"end":7.3},
                          {"speaker":"caller","start":8.2,"end":8.6},
                          {"speaker":"agent","start":10.1,"end":12}],
                 "tools":[{"name":"book_table","status":"success"}]}
                """));
    assertThat(call.transcript()).hasSize(5);
    assertThat(call.transcript().get(1).toString())
        .isEqualTo(
            compact(
                """
                {"role":"user","started_at":1793500003100,"ended_at":1793500005400,
                 "text":"I would like to book a table for Friday."}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "user_hangup, completed, caller_hangup",
    "call_transfer, transferred, transferred",
    "voicemail_reached, other, voicemail",
    "inactivity, no_input_timeout, silence",
    "max_duration_reached, completed, max_duration",
    "error_asr, error, error",
    "dial_no_answer, other, dial_no_answer"
  })
  void reasonsOfRetellFoldIntoOurs(String reason, String outcome, String end) throws IOException {
    ObjectNode summary =
        new RetellCall()
            .translate(JSON.readTree("{\"disconnection_reason\":\"" + reason + "\"}"))
            .summary();

    assertThat(summary.path("outcome").asText()).isEqualTo(outcome);
    assertThat(summary.path("end_reason").asText()).isEqualTo(end);
  }

  @Test
  void outboundCallersAreThoseWhoWereCalled() throws IOException {
    JsonNode call =
        JSON.readTree(
            """
            {"direction":"outbound","from_number":"+15550100999","to_number":"+15550100123"}
            """);

    assertThat(new RetellCall().translate(call).summary().path("caller_id").asText())
        .isEqualTo("+15550100123");
  }

  @Test
  void creditsOfElevenLabsNeverBecomeDollarsAndSecondsGiveNoLatency() throws IOException {
    Translation call =
        new ElevenLabsCall().translate(file("elevenlabs-post_call_transcription.json"));

    assertThat(call.summary().toString())
        .isEqualTo(
            compact(
                """
                {"pipeline_name":"Front desk","provider_id":"elevenlabs",
                 "agent_version":"agtvrsn_3","started_at":1793500002,"duration_seconds":46,
                 "outcome":"completed","end_reason":"caller_hangup","direction":"inbound",
                 "caller_id":"+15550100123","latency":{"llm_ms":500,"tts_ms":210},
                 "turns":[{"speaker":"agent"},{"speaker":"caller"},
                   {"speaker":"agent","interrupted_by":"caller","latency":{"llm_ms":400}},
                   {"speaker":"caller"},{"speaker":"agent","latency":{"llm_ms":600,"tts_ms":210}}],
                 "barge_in_count":1,
                 "usage":{"cost_usd":0.081,
                   "by_model":[{"provider":"elevenlabs","model":"eleven_flash_v2",
                     "tts_characters":63},
                     {"provider":"elevenlabs","model":"scribe","stt_seconds":44.5},
                     {"model":"gpt-4.1-mini","input_tokens":1800,
                     "cached_input_tokens":600,"cache_write_tokens":0,"output_tokens":90}],
                   "tts_characters":63,"stt_seconds":44.5,
                   "input_tokens":1800,"cached_input_tokens":600,"cache_write_tokens":0,
                   "output_tokens":90},
                 "model_variant":"gpt-4.1-mini",
                 "cost":[{"component":"llm","amount":0.0021,"currency":"USD"},
                   {"component":"total","unit":"credits","quantity":296}],
                 "business":{"resolved":true,"csat":4},
                 "evaluations":[{"name":"polite","label":"success","score":5,"explanation":"It was."}],
                 "tools":[{"name":"book_table","status":"success","duration_ms":420}],
                 "deletion_settings":{"deletion_time_unix_secs":1796092000,
                   "delete_transcript_and_pii":true,"delete_audio":true}}
                """));
    assertThat(call.transcript())
        .extracting(ObjectNode::toString)
        .contains("{\"role\":\"agent\",\"text\":\"Done. See you on Fri\",\"interrupted\":true}")
        .noneMatch(line -> line.contains("_at") || line.contains("\"ts\""));
  }

  @Test
  void interruptionsOfVapiAreNotSwapped() throws IOException {
    Translation call = new VapiReport().translate(file("vapi-end_of_call_report.json"));

    assertThat(call.summary().toString())
        .isEqualTo(
            compact(
                """
                {"pipeline_name":"Front desk","provider_id":"openai","model_variant":"gpt-4o",
                 "started_at":"2026-11-01T02:26:40.000Z","ended_at":"2026-11-01T02:27:26.200Z",
                 "duration_seconds":46.2,"outcome":"completed","end_reason":"caller_hangup",
                 "agent_version":"7","direction":"inbound",
                 "caller_id":"+15550100123","barge_in_count":1,"agent_interruptions":2,
                 "latency":{"turn_ms":[1300],"end_of_turn_ms":270,"stt_ms":180,"llm_ms":610,
                   "tts_ms":240},
                 "turns":[{"speaker":"agent","start":1793500000400,"end":1793500002200},
                   {"speaker":"caller","start":1793500003100,"end":1793500005400},
                   {"speaker":"agent","start":1793500006700,"end":1793500008500,
                    "latency":{"eou_ms":270,"stt_ms":180,"llm_ms":610,"tts_ms":240,
                      "turn_ms":1300}}],
                 "usage":{"cost_usd":0.0912,
                   "by_model":[{"provider":"deepgram","model":"nova-3","stt_seconds":46.2},
                     {"provider":"openai","model":"gpt-4o","input_tokens":1800,
                     "cached_input_tokens":900,"output_tokens":240,
                     "reasoning_tokens":40},
                     {"provider":"11labs","tts_characters":63}],
                   "stt_seconds":46.2,
                   "input_tokens":1800,"cached_input_tokens":900,"output_tokens":240,
                   "reasoning_tokens":40,"tts_characters":63},
                 "cost":[{"component":"stt","provider":"deepgram","model":"nova-3",
                     "unit":"minutes","quantity":0.77,"amount":0.0077,"currency":"USD"},
                   {"component":"llm","provider":"openai","model":"gpt-4o","amount":0.0069,
                     "currency":"USD"},
                   {"component":"tts","provider":"11labs","unit":"characters","quantity":63,
                     "amount":0.0381,"currency":"USD"},
                   {"component":"platform","unit":"minutes","quantity":0.77,"amount":0.0385,
                     "currency":"USD"},
                   {"component":"transport","provider":"twilio","unit":"minutes",
                     "quantity":0.77,"amount":0.0062,"currency":"USD"},
                   {"component":"llm","provider":"openai","model":"gpt-4o-mini",
                     "amount":0.0001,"currency":"USD"},
                   {"component":"platform","provider":"openai","model":"gpt-4o",
                     "amount":0.0003,"currency":"USD"},
                   {"component":"llm","provider":"google","model":"gemini-2.5-flash",
                     "amount":0.0002,"currency":"USD"}],
                 "evaluations":[{"name":"successEvaluation","label":"true"}],
                 "business":{"resolved":true},"tools":[{"name":"book_table"}]}
                """));
    assertThat(call.transcript())
        .extracting(line -> line.path("role").asText())
        .containsExactly("bot", "user", "bot");
    assertThat(call.settings().at("/vapi/silenceTimeoutSeconds").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "customer-ended-call, completed, caller_hangup",
    "assistant-ended-call-with-hangup-task, completed, agent_hangup",
    "assistant-forwarded-call, transferred, transferred",
    "call.ringing.hook-executed-transfer, transferred, transferred",
    "silence-timed-out, no_input_timeout, silence",
    "pipeline-error-openai-llm-failed, error, error",
    "call.in-progress.error-vapifault-worker-died, error, error",
    "call.in-progress.twilio-completed-call, completed, caller_hangup",
    "customer-busy, other, customer-busy"
  })
  void reasonsOfVapiFoldByTheirParts(String reason, String outcome, String end) throws IOException {
    ObjectNode summary =
        new VapiReport().translate(JSON.readTree("{\"endedReason\":\"" + reason + "\"}")).summary();

    assertThat(summary.path("outcome").asText()).isEqualTo(outcome);
    assertThat(summary.path("end_reason").asText()).isEqualTo(end);
  }

  @Test
  void eachReasonThatVapiNamesFoldsIntoOneOfOurs() throws IOException {
    List<String> reasons = lines("vapi-ended_reasons.txt");
    Map<String, Long> folded =
        reasons.stream()
            .map(reason -> end(new VapiReport(), "endedReason", reason))
            .collect(Collectors.groupingBy(HostedReportsTest::ofOurs, Collectors.counting()));

    assertThat(reasons).hasSize(604);
    assertThat(folded.keySet())
        .contains("error", "caller_hangup", "agent_hangup", "transferred", "silence", "voicemail");
    assertThat(folded.get("error")).as("most are faults").isGreaterThan(560);
    assertThat(folded.get("other")).as("busy, no answer and the like").isLessThan(20);
    assertThat(reasons)
        .filteredOn(reason -> reason.contains("error") || reason.startsWith("pipeline-"))
        .allMatch(reason -> end(new VapiReport(), "endedReason", reason).equals("error"));
  }

  @Test
  void faultOfVapiNamesThePartThatFailed() throws IOException {
    JsonNode report =
        JSON.readTree("{\"endedReason\":\"call.in-progress.error-vapifault-openai-llm-failed\"}");

    assertThat(new VapiReport().translate(report).summary().path("errors").toString())
        .isEqualTo(
            "[{\"component\":\"llm\","
                + "\"type\":\"call.in-progress.error-vapifault-openai-llm-failed\"}]");
  }

  @Test
  void eachReasonThatRetellNamesFoldsIntoOneOfOurs() throws IOException {
    List<String> reasons = lines("retell-disconnection_reasons.txt");

    assertThat(reasons).hasSize(39);
    assertThat(reasons)
        .filteredOn(reason -> end(new RetellCall(), "disconnection_reason", reason).equals("error"))
        .containsExactlyInAnyOrder(
            "dial_failed",
            "error_asr",
            "error_llm_websocket_corrupt_payload",
            "error_llm_websocket_lost_connection",
            "error_llm_websocket_open",
            "error_llm_websocket_runtime",
            "error_no_audio_received",
            "error_retell",
            "error_unknown",
            "error_user_not_joined",
            "sip_routing_error",
            "telephony_provider_permission_denied",
            "telephony_provider_unavailable");
    assertThat(reasons)
        .filteredOn(reason -> end(new RetellCall(), "disconnection_reason", reason).equals(reason))
        .as("these say more than any of ours")
        .contains("dial_busy", "dial_no_answer", "ivr_reached", "scam_detected");
  }

  @Test
  void voicemailAndModelOfBolnaComeFromItsProgression() throws IOException {
    JsonNode task =
        JSON.readTree(
            """
            {"hangup_detail":"voicemail_detected","progression_data":{"voicemail_detected":true,
             "llm_latencies":{"turn_latencies":[
               {"model":"a","input_tokens":10,"output_tokens":1},
               {"model":"b","input_tokens":20,"output_tokens":2},
               {"model":"a","input_tokens":30,"output_tokens":3}]}}}
            """);

    ObjectNode summary = new BolnaTask().translate(task).summary();

    assertThat(summary.path("voicemail").asBoolean()).isTrue();
    assertThat(summary.path("end_reason").asText()).isEqualTo("voicemail");
    assertThat(summary.path("usage").toString())
        .isEqualTo(
            "{\"input_tokens\":60,\"output_tokens\":6,\"by_model\":["
                + "{\"input_tokens\":40,\"output_tokens\":4,\"model\":\"a\"},"
                + "{\"input_tokens\":20,\"output_tokens\":2,\"model\":\"b\"}]}");
  }

  @Test
  void speakingTimesAndInterruptionsOfBolnaAreItsOwn() throws IOException {
    ObjectNode summary = new BolnaTask().translate(file("bolna-task.json")).summary();

    assertThat(summary.path("speech").toString())
        .isEqualTo("{\"agent_ms\":9000,\"caller_ms\":6000}");
    assertThat(summary.path("barge_in_count").asInt()).isEqualTo(1);
    assertThat(summary.path("agent_interruptions").asInt()).isEqualTo(2);
  }

  private static String end(EngineReport format, String key, String reason) {
    return format
        .translate(JSON.createObjectNode().put(key, reason))
        .summary()
        .path("end_reason")
        .asText();
  }

  private static String ofOurs(String reason) {
    return switch (reason) {
      case "error", "caller_hangup", "agent_hangup", "transferred", "silence", "voicemail" ->
          reason;
      case "max_duration" -> reason;
      default -> "other";
    };
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = HostedReportsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String compact(String json) {
    return json.replaceAll("\\s*\\n\\s*", "");
  }

  private static JsonNode file(String name) throws IOException {
    try (InputStream in = HostedReportsTest.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }
}
