package org.voiceagent.exporter.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.EffectVerdict;
import org.voiceagent.exporter.experiment.MeasureEffect;

/** Effects of changes as they come out of a comparison. */
public final class SampleEffects {
  private static final LabelSet LABELS =
      new LabelSet("local_hybrid", "openai_realtime", "gpt-realtime");

  private SampleEffects() {}

  /** A change that helped, for good. */
  public static Effect helped() {
    return new Effect(
        LABELS,
        "streaming.low_watermark_ms",
        Optional.of("80"),
        Optional.of("120"),
        Instant.parse("2026-03-02T09:30:00Z"),
        400,
        212,
        EffectVerdict.HELPED,
        true,
        "low_watermark_hits_per_minute went from 21.5 % to 4.0 % of calls (p 0.0004)",
        OptionalInt.empty(),
        List.of(
            new MeasureEffect(
                Measure.LOW_WATERMARK_HITS_PER_MINUTE,
                false,
                true,
                200,
                200,
                0.215,
                0.04,
                -0.175,
                -0.24,
                -0.11,
                -0.175,
                0.0004),
            new MeasureEffect(
                Measure.RESPONSE_LATENCY_MS,
                true,
                false,
                200,
                198,
                1120,
                1131.5,
                9.25,
                -41,
                63,
                0.02,
                0.81)),
        List.of(),
        List.of("jitter_low_watermark"));
  }

  /** A change of which nothing can be told yet. */
  public static Effect tooEarly() {
    return new Effect(
        LABELS,
        "vad.webrtc_aggressiveness",
        Optional.empty(),
        Optional.of("1"),
        Instant.parse("2026-03-01T08:00:00Z"),
        311,
        12,
        EffectVerdict.INCONCLUSIVE,
        false,
        "the engine's version changed; besides, needs about 88 more calls",
        OptionalInt.of(88),
        List.of(),
        List.of("the engine's version changed"),
        List.of());
  }

  /** Advice that was followed, after which the rule fell silent. */
  public static AdviceLifecycle resolved() {
    return new AdviceLifecycle(
        LABELS,
        "jitter_low_watermark",
        "streaming.low_watermark_ms",
        AdviceLifecycle.State.RESOLVED,
        Instant.parse("2026-03-02T18:05:00Z"),
        83,
        "the rule has been silent for 40 calls");
  }
}
