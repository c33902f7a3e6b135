package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.demo.DemoCall.Utterance;
import org.voiceagent.exporter.demo.Measurements.Streaming;

/** Says what a call was in the form of {@code metrics.json}, by the book. */
final class SummaryJson {
  private static final double TOKENS_PER_WORD = 1.35;

  /** Instructions and tools a realtime model reads again for each response. */
  private static final int TOKENS_OF_THE_PROMPT = 210;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DemoCall call;
  private final ObjectNode json = NODES.objectNode();

  private SummaryJson(DemoCall call) {
    this.call = call;
  }

  /** The summary of a call that started then. */
  static ObjectNode of(DemoCall call, Instant start) {
    SummaryJson summary = new SummaryJson(call);
    summary.identity(start);
    summary.course();
    if (call.setup().streams()) {
      summary.streaming(call.measurements().streaming());
    }
    summary.latency(call.latenciesMs().stream().sorted().toList());
    summary.audio();
    summary.usage();
    summary.judgement();
    summary.tools();
    MeasuredFacts.add(call, summary.json);
    return summary.json;
  }

  private void identity(Instant start) {
    EngineProfile profile = call.setup().profile();
    json.put("schema_version", 1)
        .put("call_uuid", call.id(start))
        .put("pipeline_name", profile.pipeline())
        .put("provider_id", profile.provider())
        .put("model_variant", profile.model())
        .put("engine_version", call.setup().engineVersion())
        .put("started_at", start.toString())
        .put("ended_at", start.plusMillis(call.durationMs()).toString())
        .put("duration_seconds", call.durationMs() / 1000.0);
  }

  private void course() {
    Scenario scenario = call.setup().scenario();
    json.put("outcome", scenario.outcome()).put("end_reason", scenario.endReason());
    json.put(
        "error_message",
        scenario.outcome().equals("error") ? "provider closed the connection: 1011" : null);
    json.put("turns", call.turns()).put("barge_in_count", call.bargeIns());
    call.measurements().sentiment().ifPresent(score -> json.put("sentiment_score", score));
  }

  private void streaming(Streaming streaming) {
    json.putObject("streaming")
        .put("jitter_low_watermark_hits", streaming.lowWatermarkHits())
        .put("underflow_events", streaming.underflows())
        .put("frames_sent", streaming.framesSent())
        .put("fallback_count", streaming.fallbackReasons().size())
        .<ObjectNode>set("fallback_reasons", MAPPER.valueToTree(streaming.fallbackReasons()))
        .put("restarts", streaming.restarts())
        .put("keepalive_timeouts", streaming.keepaliveTimeouts())
        .put("jitter_buffer_depth_max", streaming.bufferDepthMax())
        .put("first_frame_ms", streaming.firstFrameMs());
  }

  private void latency(List<Integer> sorted) {
    if (sorted.isEmpty()) {
      return;
    }
    double mean = sorted.stream().mapToInt(Integer::intValue).average().orElseThrow();
    ObjectNode latency = json.putObject("latency");
    latency.set("turn_ms", MAPPER.valueToTree(call.latenciesMs()));
    latency
        .put("avg_turn_ms", Measurements.rounded(mean, 10))
        .put("max_turn_ms", sorted.get(sorted.size() - 1))
        .put("p95_turn_ms", sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1));
    List<Double> shares = call.setup().profile().shares();
    if (!shares.isEmpty()) {
      latency
          .put("stt_ms", Math.round(mean * shares.get(0)))
          .put("llm_ms", Math.round(mean * shares.get(1)))
          .put("tts_ms", Math.round(mean * shares.get(2)));
    }
  }

  private void audio() {
    EngineProfile profile = call.setup().profile();
    json.putObject("audio")
        .put("transport", call.setup().transport())
        .put("downstream_mode", call.setup().streams() ? "stream" : "file")
        .put("codec", profile.codec())
        .put("sample_rate_hz", 8000)
        .put("codec_alignment_ok", true);
  }

  private void usage() {
    int heard = words(call.linesOf("user"));
    int answers = call.linesOf("assistant").size();
    int spoken = words(call.linesOf("assistant"));
    int characters = call.linesOf("assistant").stream().mapToInt(u -> u.text().length()).sum();
    double minutes = call.durationMs() / 60_000.0;
    json.putObject("usage")
        .put(
            "input_tokens",
            Math.round(heard * TOKENS_PER_WORD) + TOKENS_OF_THE_PROMPT * (long) answers)
        .put("output_tokens", Math.round(spoken * TOKENS_PER_WORD))
        .put("tts_characters", characters)
        .put("stt_seconds", Measurements.rounded(heard * 0.36, 10))
        .put(
            "cost_usd",
            Measurements.rounded(minutes * call.setup().profile().usdPerMinute(), 10_000));
  }

  private void judgement() {
    Measurements measured = call.measurements();
    json.putObject("cache").put("hits", measured.cacheHits()).put("misses", measured.cacheMisses());
    json.putObject("quality").put("wer", measured.wer()).put("mos", measured.mos());
    Scenario scenario = call.setup().scenario();
    ObjectNode business = json.putObject("business").put("resolved", scenario.resolved());
    measured.csat().ifPresent(csat -> business.put("csat", csat));
    business.put("transferred", scenario.outcome().equals("transferred"));
  }

  private void tools() {
    ArrayNode tools = json.putArray("tools");
    for (Utterance use : call.linesOf("tool")) {
      tools
          .addObject()
          .put("name", use.label())
          .put("status", use.atMs() % 12 == 0 ? "error" : "success")
          .put("duration_ms", toolMs(use));
    }
  }

  /** How long a tool takes, in ms. */
  static int toolMs(Utterance use) {
    return 40 + use.atMs() % 700;
  }

  private static int words(List<Utterance> lines) {
    return lines.stream().mapToInt(line -> line.text().split(" ", -1).length).sum();
  }
}
