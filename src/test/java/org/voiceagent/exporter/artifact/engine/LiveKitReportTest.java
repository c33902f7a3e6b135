package org.voiceagent.exporter.artifact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class LiveKitReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void realSessionIsTranslatedWithEveryFigureItHolds() throws IOException {
    Translation call = translated(real());

    assertThat(call.summary().toString())
        .isEqualTo(
            compact(
                """
                {"pipeline_name":"livekit","engine_version":"livekit-agents 1.8.9",
                 "provider_id":"fake-brains","model_variant":"brain-1",
                 "started_at":1796036908.789163,"ended_at":1796036913.28045,
                 "outcome":"completed","end_reason":"agent_hangup","barge_in_count":0,
                 "latency":{"turn_ms":[785.835981,620.15605],"end_of_turn_ms":500.758767,
                            "llm_ms":80.704496,"tts_ms":32.097224,
                            "first_audio_ms":1116.76383},
                 "turns":[
                  {"speaker":"caller","start":0.024956,"end":0.330928,
                   "latency":{"eou_ms":501.128435}},
                  {"speaker":"agent","start":1.116764,"end":1.340695,
                   "latency":{"llm_ms":80.598859,"tts_ms":31.88568,"turn_ms":785.835981}},
                  {"speaker":"caller","start":1.341291,"end":1.647306,
                   "latency":{"eou_ms":500.389099}},
                  {"speaker":"agent","start":2.267462,"end":2.488515,
                   "latency":{"llm_ms":80.810133,"tts_ms":32.308769,"turn_ms":620.15605}}],
                 "usage":{"input_tokens":300,"cached_input_tokens":120,"cache_write_tokens":0,
                          "output_tokens":30,"reasoning_tokens":0,"audio_input_tokens":0,
                          "audio_output_tokens":0,"tts_characters":42,"stt_seconds":0.6,
                          "by_model":[{"provider":"fake-brains","model":"brain-1",
                            "input_tokens":300,"cached_input_tokens":120,"cache_write_tokens":0,
                            "output_tokens":30,"reasoning_tokens":0,"audio_input_tokens":0,
                            "audio_output_tokens":0},
                            {"provider":"fake-mouths","model":"mouth-1","tts_characters":42},
                            {"provider":"fake-ears","model":"ears-1","stt_seconds":0.6}]},
                 "tools":[{"name":"look_up","status":"success","duration_ms":59.67474}],
                 "audio":{"transport":"webrtc"}}
                """));
    assertThat(call.transcript())
        .extracting(line -> line.path("role").asText() + ": " + line.path("text").asText())
        .containsExactly(
            "user: Where is my order?",
            "assistant: It arrives on Friday.",
            "user: Thank you, goodbye.",
            "assistant: It arrives on Friday.");
    assertThat(call.settings().at("/livekit/min_endpointing_delay").asDouble()).isEqualTo(0.5);
  }

  @Test
  void rowsWithoutATypeAreToldApartByTheirKeys() throws IOException {
    JsonNode report =
        JSON.readTree(
            """
            {"usage":[{"provider":"openai","model":"gpt-4.1","input_tokens":1800,
                       "input_cached_tokens":900,"output_tokens":240},
                      {"provider":"cartesia","model":"sonic-3","characters_count":900,
                       "audio_duration":41.2},
                      {"provider":"deepgram","model":"nova-3","audio_duration":31.5}]}
            """);

    JsonNode usage = translated(report).summary().path("usage");

    assertThat(usage.path("input_tokens").asInt()).isEqualTo(1_800);
    assertThat(usage.path("cached_input_tokens").asInt()).isEqualTo(900);
    assertThat(usage.path("tts_characters").asInt()).isEqualTo(900);
    assertThat(usage.path("stt_seconds").asDouble()).isEqualTo(31.5);
  }

  @Test
  void rowOfTokensAndSoundWithoutATypeMayBeSpeechInEitherDirectionAndSaysNothing()
      throws IOException {
    JsonNode report =
        JSON.readTree(
            """
            {"usage":[{"provider":"openai","model":"gpt-4o-mini-tts","input_tokens":40,
                       "output_tokens":700,"audio_duration":12.5}]}
            """);

    assertThat(translated(report).summary().path("usage")).isEmpty();
  }

  @Test
  void simulatedCallsSayThatTheyAre() throws IOException {
    assertThat(
            translated(JSON.readTree("{\"simulated\":true}")).summary().path("simulated").asText())
        .isEqualTo("true");
    assertThat(translated(JSON.readTree("{}")).summary().has("simulated")).isFalse();
  }

  @Test
  void timesOfTheJavaScriptSdkAreMillisecondsExceptThoseOfSpeech() throws IOException {
    JsonNode report =
        JSON.readTree(
            """
            {"started_at":1796051159386,"timestamp":1796051161600,
             "chat_history":{"items":[
              {"type":"message","role":"assistant","content":["Hello"],
               "created_at":1796051159900,"metrics":{"started_speaking_at":1796051160.051,
                "stopped_speaking_at":1796051160.253,"e2e_latency":0.361}},
              {"type":"function_call","name":"f","call_id":"c","created_at":1796051160300},
              {"type":"function_call_output","call_id":"c","created_at":1796051160350}]},
             "events":[{"type":"close","reason":"user_initiated","created_at":1796051161500}]}
            """);

    assertThat(translated(report).summary().toString())
        .contains("\"started_at\":1796051159.386,\"ended_at\":1796051161.5")
        .contains("\"turn_ms\":[361]")
        .contains("\"start\":0.665,\"end\":0.867")
        .contains("\"duration_ms\":49.99");
  }

  @Test
  void severalModelsAreAddedUpAndTheOneThatReadMostNamesTheCall() throws IOException {
    JsonNode report =
        JSON.readTree(
            """
            {"usage":[{"type":"llm_usage","provider":"a","model":"small","input_tokens":10},
                      {"type":"llm_usage","provider":"b","model":"large","input_tokens":90}]}
            """);

    ObjectNode summary = translated(report).summary();

    assertThat(summary.path("model_variant").asText()).isEqualTo("large");
    assertThat(summary.at("/usage/input_tokens").asInt()).isEqualTo(100);
    assertThat(summary.at("/usage/by_model")).hasSize(2);
  }

  @Test
  void delaysOfZeroAreUnknownAndNeverObserved() throws IOException {
    JsonNode report =
        JSON.readTree(
            """
            {"chat_history":{"items":[
              {"type":"message","role":"user","content":["Hi"],
               "metrics":{"transcription_delay":0.0,"end_of_turn_delay":0.0}},
              {"type":"message","role":"assistant","content":["Hello"],
               "metrics":{"llm_node_ttft":-1,"e2e_latency":0.0}}]}}
            """);

    assertThat(translated(report).summary().path("latency")).isEmpty();
  }

  @Test
  void reportOfNothingKnownTellsNothing() throws IOException {
    Translation call = translated(JSON.readTree("{}"));

    assertThat(call.summary().has("started_at")).isFalse();
    assertThat(call.summary().has("outcome")).isFalse();
    assertThat(call.summary().path("latency")).isEmpty();
    assertThat(call.summary().path("usage")).isEmpty();
    assertThat(call.transcript()).isEmpty();
    assertThat(call.settings()).isEmpty();
  }

  private static String compact(String json) {
    return json.replaceAll("\\s*\n\\s*", "");
  }

  private static Translation translated(JsonNode report) {
    return new LiveKitReport().translate(report);
  }

  private static JsonNode real() throws IOException {
    try (InputStream in =
        LiveKitReportTest.class.getResourceAsStream("livekit-1.8.9-session_report.json")) {
      return JSON.readTree(in);
    }
  }
}
