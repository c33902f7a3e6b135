package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;

/**
 * Calls whose quality drifts: what one call meets, the next one meets by a share of {@code memory}
 * again, as a first-order autoregressive series does.
 */
public final class SimulatedCalls {
  /** Whose calls these are. */
  public static final LabelSet LABELS = new LabelSet("local_hybrid", "local", "llama");

  /** The key that changes. */
  public static final String FIELD = "streaming.low_watermark_ms";

  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

  private final Random random;
  private final double memory;
  private final List<Observation> calls = new ArrayList<>();
  private double conditions;
  private double network;

  /** Calls with this seed, each of which remembers so much of the one before. */
  public SimulatedCalls(long seed, double memory) {
    random = new Random(seed);
    this.memory = memory;
    conditions = random.nextGaussian();
    network = random.nextGaussian();
  }

  /** How calls are while a value holds. */
  public record Quality(double medianLatencyMs, double shareFellBack, double shareWithHits) {
    /** A pipeline of the everyday kind. */
    public static final Quality USUAL = new Quality(1_000, 0.05, 0.12);

    /** The same with another latency. */
    public Quality latency(double factor) {
      return new Quality(medianLatencyMs * factor, shareFellBack, shareWithHits);
    }

    /** The same with another share of calls that had low-watermark hits. */
    public Quality hits(double share) {
      return new Quality(medianLatencyMs, shareFellBack, share);
    }

    /** The same with another share of calls that fell back. */
    public Quality fallbacks(double share) {
      return new Quality(medianLatencyMs, share, shareWithHits);
    }
  }

  /** Adds calls during which the key has this value. */
  public SimulatedCalls add(int count, String value, Quality quality) {
    return add(count, Map.of(FIELD, value), "4.3.0", 1, quality);
  }

  SimulatedCalls add(
      int count, Map<String, String> settings, String version, long others, Quality quality) {
    for (int i = 0; i < count; i++) {
      conditions = next(conditions);
      network = next(network);
      Map<Measure, Double> measures = new EnumMap<>(Measure.class);
      measures.put(
          Measure.RESPONSE_LATENCY_MS, quality.medianLatencyMs() * Math.exp(0.35 * conditions));
      measures.put(Measure.FELL_BACK, below(quality.shareFellBack(), network) ? 1.0 : 0.0);
      measures.put(
          Measure.LOW_WATERMARK_HITS_PER_MINUTE,
          below(quality.shareWithHits(), network) ? 1 + random.nextInt(6) : 0.0);
      measures.put(
          Measure.SENTIMENT,
          Math.max(-1, Math.min(1, 0.1 - 0.1 * conditions + 0.3 * random.nextGaussian())));
      measures.put(Measure.FAILED, random.nextDouble() < 0.02 ? 1.0 : 0.0);
      calls.add(
          new Observation(
              new CallId("c" + calls.size()),
              BEGIN.plusSeconds(90L * calls.size()),
              LABELS,
              version,
              others,
              settings,
              Measures.of(measures),
              Set.of("jitter_low_watermark"),
              Set.of(),
              List.of(new Observation.Advised("jitter_low_watermark", FIELD, "120", "info")),
              List.of()));
    }
    return this;
  }

  /** All calls, oldest first. */
  public List<Observation> calls() {
    return List.copyOf(calls);
  }

  /** The effects, if advice on the field is about these measures. */
  List<Effect> effects(Measure... aims) {
    return Effects.of(LABELS, calls, field -> Set.of(aims));
  }

  private double next(double before) {
    return memory * before + Math.sqrt(1 - memory * memory) * random.nextGaussian();
  }

  /** Whether a standard normal value is among the lowest share. */
  private static boolean below(double share, double value) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
            .cumulativeProbability(value)
        < share;
  }
}
