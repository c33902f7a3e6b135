package org.voiceagent.exporter.advice.fact;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * The limits that rules refer to by name, so that an operator can change one without writing a
 * rule.
 *
 * @param lowWatermarkHitsPerMinute how often per minute the jitter buffer may run low; 2.0 is this
 *     project's own choice
 * @param negativeSentiment the score in [-1,1] at or below which a caller counts as unhappy; -0.3
 *     is within the negative band, which begins at -0.2
 * @param latencyMs the mean response latency in ms that is still normal, by the name of a provider
 *     or a pipeline; {@code default} serves the others. The defaults are the upper ends of what the
 *     engine's hardware guide expects: google_live below 1 s, openai_realtime 0.5 to 1.5, deepgram
 *     1 to 2, local with a GPU 1.7 to 3.5, local_hybrid 3 to 7; its troubleshooting guide calls 2 s
 *     critical for any call
 * @param sttP99Ms how long speech recognition takes in 99 of 100 cases, from the end of speech to
 *     the final text, in ms, by the beginning of a recognizer's name. The defaults are what the
 *     Pipecat project measured for each vendor and publishes with its speech services
 */
public record Thresholds(
    double lowWatermarkHitsPerMinute,
    double negativeSentiment,
    Map<String, Double> latencyMs,
    Map<String, Double> sttP99Ms) {
  private static final String OTHERS = "default";
  private static final double LONGEST_LATENCY_MS = 120_000;
  private static final Map<String, ToDoubleFunction<Thresholds>> BY_NAME =
      Map.of(
          "low_watermark_hits_per_minute", Thresholds::lowWatermarkHitsPerMinute,
          "negative_sentiment", Thresholds::negativeSentiment);

  /** Copies the latencies; without a {@code default} there it is 2000 ms. */
  public Thresholds {
    Map<String, Double> copy = new LinkedHashMap<>();
    copy.put(OTHERS, 2000.0);
    copy.putAll(latencyMs);
    latencyMs = Collections.unmodifiableMap(copy);
    sttP99Ms = Collections.unmodifiableMap(new LinkedHashMap<>(sttP99Ms));
  }

  /** The thresholds in force if nothing is configured. */
  public static Thresholds defaults() {
    Map<String, Double> latencyMs = new LinkedHashMap<>();
    latencyMs.put(OTHERS, 2000.0);
    latencyMs.put("google_live", 1000.0);
    latencyMs.put("openai_realtime", 1500.0);
    latencyMs.put("deepgram", 2000.0);
    latencyMs.put("local", 3500.0);
    latencyMs.put("local_hybrid", 7000.0);
    return new Thresholds(2.0, -0.3, latencyMs, publishedSttP99Ms());
  }

  private static Map<String, Double> publishedSttP99Ms() {
    Map<String, Double> published = new LinkedHashMap<>();
    published.put("deepgram", 350.0);
    published.put("soniox", 350.0);
    published.put("elevenlabs", 410.0);
    published.put("assemblyai", 420.0);
    published.put("gradium", 620.0);
    published.put("speechmatics", 740.0);
    published.put("cartesia", 810.0);
    published.put("sarvam", 1170.0);
    published.put("gladia", 1490.0);
    published.put("groq", 1540.0);
    published.put("google", 1570.0);
    published.put("smallest", 1590.0);
    published.put("openai_realtime", 1660.0);
    published.put("azure", 1800.0);
    published.put("mistral", 1890.0);
    published.put("aws", 1900.0);
    published.put("openai", 2010.0);
    published.put("fal", 2070.0);
    published.put("xai", 2140.0);
    return published;
  }

  /**
   * Reads {@code low_watermark_hits_per_minute}, {@code negative_sentiment}, {@code latency_ms} and
   * {@code stt_p99_ms}; the entries of the last two are added to the default ones or replace them.
   *
   * @param node the mapping; may be absent, which gives the defaults
   */
  public static Thresholds from(YamlNode node) {
    Thresholds byDefault = defaults();
    node.allowOnly(
        "low_watermark_hits_per_minute", "negative_sentiment", "latency_ms", "stt_p99_ms");
    Map<String, Double> latencyMs = laidOver(byDefault.latencyMs, node.at("latency_ms"));
    return new Thresholds(
        node.at("low_watermark_hits_per_minute")
            .number(byDefault.lowWatermarkHitsPerMinute, 0, 100_000),
        node.at("negative_sentiment").number(byDefault.negativeSentiment, -1, 1),
        latencyMs,
        laidOver(byDefault.sttP99Ms, node.at("stt_p99_ms")));
  }

  private static Map<String, Double> laidOver(Map<String, Double> byDefault, YamlNode node) {
    Map<String, Double> all = new LinkedHashMap<>(byDefault);
    node.entries()
        .forEach((name, limit) -> all.put(name, limit.number(2000, 1, LONGEST_LATENCY_MS)));
    return all;
  }

  /**
   * How long a recognizer of this name takes in 99 of 100 cases, in ms: as published for the
   * longest known name it begins with; empty if no known name matches.
   */
  public OptionalDouble sttP99Ms(String name) {
    return longestPrefix(sttP99Ms, name);
  }

  /**
   * The response latency in ms that is normal for a provider or pipeline: that of its exact name,
   * else of the longest configured name it begins with, else the default.
   */
  public double latencyLimitMs(String name) {
    return named(name).orElse(latencyMs.get(OTHERS));
  }

  /**
   * The response latency in ms that is normal for a call: its provider's own limit, else its
   * pipeline's, else the default; empty if neither is known, because a flat limit would flag every
   * healthy call of a slow pipeline.
   */
  public OptionalDouble latencyLimitMs(LabelSet labels) {
    if (isUnknown(labels.providerId()) && isUnknown(labels.pipelineName())) {
      return OptionalDouble.empty();
    }
    OptionalDouble ofProvider = named(labels.providerId());
    return ofProvider.isPresent()
        ? ofProvider
        : OptionalDouble.of(latencyLimitMs(labels.pipelineName()));
  }

  /** The names that rules use for thresholds. */
  public static Collection<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /**
   * The threshold of this name.
   *
   * @param name one of {@link #names()}
   */
  public double value(String name) {
    return BY_NAME.get(name).applyAsDouble(this);
  }

  private OptionalDouble named(String name) {
    return longestPrefix(latencyMs, name);
  }

  private static OptionalDouble longestPrefix(Map<String, Double> byName, String name) {
    String best = "";
    for (String candidate : byName.keySet()) {
      if (name.startsWith(candidate) && candidate.length() > best.length()) {
        best = candidate;
      }
    }
    return best.isEmpty() || best.equals(OTHERS)
        ? OptionalDouble.empty()
        : OptionalDouble.of(byName.get(best));
  }

  private static boolean isUnknown(String label) {
    return label.equals(LabelSet.UNKNOWN);
  }
}
