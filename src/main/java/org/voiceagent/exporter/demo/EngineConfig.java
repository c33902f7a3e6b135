package org.voiceagent.exporter.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.fact.EngineClamps;
import org.voiceagent.exporter.patch.Setting;
import org.voiceagent.exporter.patch.YamlEdit;
import org.voiceagent.exporter.patch.YamlScalar;

/**
 * What the demo engine runs with, and what that does to calls. The shapes are made up, but true to
 * what each key is for: a buffer is hit exponentially less often the more it holds, a wait is
 * outlasted by exponentially fewer silences the longer it is. Only the right key, changed in the
 * right direction, makes a difference.
 *
 * @param settings the streaming settings it comes with
 * @param overrides what an operator's own file says instead, by dotted key
 */
record EngineConfig(Settings settings, Map<String, String> overrides) {
  private static final double CUSHION_SCALE_MS = 60;
  private static final double SILENCE_SCALE_MS = 1_800;
  private static final double PEER_SCALE_MS = 150;
  private static final double QUIET_SCALE_MS = 5_000;
  private static final double GRACE_SCALE_MS = 250;
  private static final double OVERLAP_FACTOR = 0.55;
  private static final double USUAL_TOKENS = 150;
  private static final double ENERGY_SCALE = 600;

  /** Copies the map and keeps its order. */
  EngineConfig {
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /** A snapshot's text with the overrides in it. */
  String laidOver(String snapshot) {
    List<Setting> all = new ArrayList<>();
    overrides.forEach((key, value) -> all.add(new Setting(key, value, "")));
    return YamlEdit.apply(snapshot, all);
  }

  /** An operator's own value of a key. */
  Optional<String> override(String key) {
    return Optional.ofNullable(overrides.get(key));
  }

  /** How often the low watermark is hit, where the shipped settings give 1. */
  double hitsFactor() {
    return Math.exp(
        -(cushionMs() - new EngineConfig(Settings.SHIPPED, Map.of()).cushionMs())
            / CUSHION_SCALE_MS);
  }

  /** How many frames come too late, where the shipped settings give 1. */
  double underflowFactor() {
    double graceMs = number("streaming.provider_grace_ms", settings.providerGraceMs());
    return Math.exp(-(clamps().warmUpMs() - 100) / CUSHION_SCALE_MS)
        * Math.exp(-Math.max(0, graceMs - 600) / GRACE_SCALE_MS);
  }

  /** How likely a provider's silence outlasts the wait for it. */
  double timeoutChance() {
    return chance(fallbackTimeoutMs(), 8_000, SILENCE_SCALE_MS);
  }

  /** How likely the far end of an RTP leg shows up too late for the greeting. */
  double peerTimeoutChance() {
    return chance(number("streaming.greeting_rtp_wait_ms", 250), 250, PEER_SCALE_MS);
  }

  /** How likely a stream is taken for dead while nothing is said. */
  double keepaliveChance() {
    return override("streaming.connection_timeout_ms").isEmpty()
        ? 1
        : chance(number("streaming.connection_timeout_ms", 0), 10_000, QUIET_SCALE_MS);
  }

  /**
   * By what an answer's latency is multiplied.
   *
   * @param llmShare the language model's share of it, in [0,1]
   */
  double latencyFactor(double llmShare) {
    boolean overlaps =
        override("streaming.pipeline_streaming_overlap").filter("true"::equals).isPresent();
    double tokens =
        overrides.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(".options.llm.max_tokens"))
            .mapToDouble(entry -> number(entry.getKey(), USUAL_TOKENS))
            .findFirst()
            .orElse(USUAL_TOKENS);
    return (overlaps ? OVERLAP_FACTOR : 1) * (1 + llmShare * (tokens / USUAL_TOKENS - 1));
  }

  /** How many of the noises that interrupt the agent still do. */
  double interruptionFactor() {
    return chance(number("barge_in.energy_threshold", 700), 700, ENERGY_SCALE);
  }

  /** How long a silent provider is waited for, in ms. */
  double fallbackTimeoutMs() {
    return number("streaming.fallback_timeout_ms", settings.fallbackTimeoutMs());
  }

  private double cushionMs() {
    double lowMs = number("streaming.low_watermark_ms", settings.lowWatermarkMs());
    return clamps().lowWatermarkMs(lowMs) + clamps().warmUpMs() / 2;
  }

  private EngineClamps clamps() {
    return new EngineClamps(
        number("streaming.jitter_buffer_ms", settings.jitterBufferMs()),
        number("streaming.min_start_ms", settings.minStartMs()),
        number("streaming.chunk_size_ms", EngineClamps.USUAL_CHUNK_MS));
  }

  private static double chance(double valueMs, double usualMs, double scaleMs) {
    return Math.min(1, Math.exp(-(valueMs - usualMs) / scaleMs));
  }

  private double number(String key, double byDefault) {
    return override(key).filter(YamlScalar::isNumber).map(Double::parseDouble).orElse(byDefault);
  }
}
