package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.voiceagent.exporter.demo.DemoCall.Utterance;

/**
 * Adds to a summary what only engines that measure much write: turns one by one, kinds of tokens,
 * costs by component, evaluations, errors, the line's quality. The figures are made up, but fit
 * each other and what is said in the call.
 */
final class MeasuredFacts {
  private static final long PURPOSE = 6;

  /** So many different people call; some of them again. */
  private static final int CALLERS = 400;

  /** A new version of agent and prompt comes after so many calls. */
  private static final int CALLS_OF_A_VERSION = 5_000;

  /** The shares of the whole that a part of the cost has; the rest is the platform's. */
  private static final List<Share> SHARES =
      List.of(
          new Share("llm", 0.55),
          new Share("tts", 0.2),
          new Share("stt", 0.1),
          new Share("transport", 0.1));

  private final DemoCall call;
  private final ObjectNode summary;
  private final SeededRandom random;

  private record Share(String component, double ofTotal) {}

  private MeasuredFacts(DemoCall call, ObjectNode summary) {
    this.call = call;
    this.summary = summary;
    this.random = SeededRandom.of(call.seed(), PURPOSE, call.index());
  }

  /** Adds the facts that the call's engine writes besides the usual ones, if it does. */
  static void add(DemoCall call, ObjectNode summary) {
    if (call.setup().profile().measures().isEmpty()) {
      return;
    }
    MeasuredFacts facts = new MeasuredFacts(call, summary);
    facts.identity();
    for (String measure : call.setup().profile().measures()) {
      switch (measure) {
        case "turns" -> facts.turns();
        case "speech" -> facts.speech();
        case "tokens" -> facts.tokens();
        case "cost" -> facts.cost();
        case "line" -> facts.line();
        case "evaluations" -> facts.evaluations();
        default -> throw new IllegalStateException("profiles.json: unknown measure " + measure);
      }
    }
    facts.errors();
  }

  private void identity() {
    boolean outbound = random.chance(0.2);
    summary.put("direction", outbound ? "outbound" : "inbound");
    summary.put("caller_key", "demo-caller-" + random.between(1, CALLERS));
    summary.put("agent_version", "v" + (12 + call.index() / CALLS_OF_A_VERSION));
    summary.put("prompt_version", "p" + (7 + call.index() / CALLS_OF_A_VERSION));
    boolean machine = outbound && call.setup().incident() == Incident.SILENT_CALLER;
    summary.put("voicemail", machine);
    if (machine) {
      summary.put("end_reason", "voicemail");
    }
    int firstFrame = call.measurements().streaming().firstFrameMs();
    call.linesOf("assistant").stream()
        .findFirst()
        .ifPresent(
            greeting ->
                summary.withObject("latency").put("first_audio_ms", greeting.atMs() + firstFrame));
  }

  private void turns() {
    ArrayNode rows = summary.putArray("turn_rows");
    for (SpokenTimes.Span span : SpokenTimes.of(call)) {
      ObjectNode row = rows.addObject();
      row.put("speaker", span.speaker());
      row.put("start", seconds(span.startMs()));
      row.put("end", seconds(span.endMs()));
      Utterance said = span.utterance();
      if (said.interrupted()) {
        row.put("interrupted_by", "caller");
      }
      if (said.latencyMs().isPresent()) {
        latency(row.putObject("latency"), said.latencyMs().getAsInt());
      }
    }
  }

  /** The parts leave something over, as they do in a real engine. */
  private void latency(ObjectNode to, int turnMs) {
    to.put("eou_ms", part(turnMs, 0.12, 0.22));
    List<Double> shares = call.setup().profile().shares();
    if (!shares.isEmpty()) {
      to.put("stt_ms", part(turnMs, 0.06, 0.1));
      to.put("llm_ms", part(turnMs, 0.3, 0.4));
      to.put("tts_ms", part(turnMs, 0.12, 0.2));
    }
    to.put("turn_ms", turnMs);
  }

  private long part(int wholeMs, double low, double high) {
    return Math.max(1, Math.round(wholeMs * random.between(low, high)));
  }

  private void speech() {
    long agentMs = 0;
    long callerMs = 0;
    long silenceMs = 0;
    int until = 0;
    for (SpokenTimes.Span span : SpokenTimes.of(call)) {
      long lasted = (long) span.endMs() - span.startMs();
      agentMs += span.speaker().equals("agent") ? lasted : 0;
      callerMs += span.speaker().equals("caller") ? lasted : 0;
      silenceMs = until == 0 ? 0 : Math.max(silenceMs, span.startMs() - until);
      until = Math.max(until, span.endMs());
    }
    long overlapMs = call.bargeIns() * random.between(150, 600);
    summary
        .putObject("speech")
        .put("agent_ms", agentMs)
        .put("caller_ms", callerMs)
        .put("overlap_ms", Math.min(overlapMs, callerMs))
        .put("longest_silence_ms", silenceMs);
    summary.put("agent_interruptions", random.chance(0.3) ? random.between(1, 2) : 0);
  }

  private void tokens() {
    EngineProfile profile = call.setup().profile();
    ObjectNode usage = summary.withObject("usage");
    long input = usage.path("input_tokens").asLong();
    long output = usage.path("output_tokens").asLong();
    ObjectNode model = usage.putArray("by_model").addObject();
    boolean hears = profile.shares().isEmpty();
    model.put("provider", hears ? profile.provider() : "openai");
    model.put("model", hears ? profile.model() : "gpt-4o-mini");
    for (ObjectNode counts : List.of(model, usage)) {
      counts.put("input_tokens", input);
      counts.put("cached_input_tokens", input * 3 / 5);
      counts.put("output_tokens", output);
      if (hears) {
        counts.put("audio_input_tokens", input / 4);
        counts.put("audio_output_tokens", output * 4 / 5);
      } else {
        counts.put("cache_write_tokens", input / 10);
        counts.put("reasoning_tokens", output / 8);
      }
    }
  }

  private void cost() {
    BigDecimal total = summary.path("usage").path("cost_usd").decimalValue();
    BigDecimal rest = total;
    ArrayNode parts = summary.putArray("cost");
    for (Share share : SHARES) {
      BigDecimal amount =
          total.multiply(BigDecimal.valueOf(share.ofTotal())).setScale(4, RoundingMode.DOWN);
      rest = rest.subtract(amount);
      part(parts, share.component(), amount);
    }
    part(parts, "platform", rest);
    part(parts, "total", total);
  }

  private void part(ArrayNode parts, String component, BigDecimal amount) {
    parts
        .addObject()
        .put("component", component)
        .put("provider", call.setup().profile().provider())
        .put("amount", amount)
        .put("currency", "USD");
  }

  /** Their engines send packets and know how they travel; one of them rates no call itself. */
  private void line() {
    boolean bad = call.setup().incident().needsStream();
    ObjectNode quality = summary.withObject("quality");
    quality.put("rtt_ms", random.between(18, bad ? 320 : 140));
    quality.put("jitter_ms", random.between(1, bad ? 40 : 12));
    double lost = random.between(0.0, bad ? 0.05 : 0.008);
    quality.put("packet_loss_ratio", Measurements.rounded(lost, 10_000));
    if (call.setup().profile().shares().isEmpty()) {
      quality.remove("mos");
    }
  }

  private void evaluations() {
    boolean resolved = call.setup().scenario().resolved();
    ArrayNode evaluations = summary.putArray("evaluations");
    evaluations
        .addObject()
        .put("name", "request_resolved")
        .put("label", resolved ? "success" : "failure")
        .put("score", resolved ? 1 : 0)
        .put("explanation", resolved ? "The caller got an answer." : "The matter is still open.");
    double score = Measurements.rounded(random.between(0.55, 1.0), 100);
    evaluations
        .addObject()
        .put("name", "politeness")
        .put("label", score >= 0.7 ? "success" : "failure")
        .put("score", score);
  }

  private void errors() {
    if (summary.path("outcome").asText().equals("error")) {
      error("llm", "connection_closed");
    }
    for (String reason : call.measurements().streaming().fallbackReasons()) {
      error("tts", reason.startsWith("timeout") ? "timeout" : "transport_failure");
    }
  }

  private void error(String component, String type) {
    summary.withArray("errors").addObject().put("component", component).put("type", type);
  }

  private static BigDecimal seconds(int millis) {
    return BigDecimal.valueOf(millis, 3);
  }
}
