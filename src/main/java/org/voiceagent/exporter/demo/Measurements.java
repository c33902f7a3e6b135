package org.voiceagent.exporter.demo;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.voiceagent.exporter.demo.DemoCall.CallSetup;
import org.voiceagent.exporter.demo.Scenario.Mood;

/**
 * What the engine measures in a call.
 *
 * @param streaming how the audio flowed; not reported if files are played
 * @param sentiment the engine's own score in [-1,1], if it gives one
 * @param csat the caller's rating, 1 to 5, if there is one
 * @param mos the line's mean opinion score
 * @param wer the word error rate
 * @param cacheHits answers taken from the engine's cache
 * @param cacheMisses answers not found there
 * @param leavesSummary whether the engine writes {@code metrics.json} at all
 */
record Measurements(
    Streaming streaming,
    OptionalDouble sentiment,
    OptionalInt csat,
    double mos,
    double wer,
    int cacheHits,
    int cacheMisses,
    boolean leavesSummary) {
  private static final int FRAME_MS = 20;
  private static final double MS_PER_MINUTE = 60_000;

  /** How audio flowed; the fields are those of the contract's {@code streaming} group. */
  record Streaming(
      int lowWatermarkHits,
      int underflows,
      int framesSent,
      List<String> fallbackReasons,
      int restarts,
      int keepaliveTimeouts,
      int bufferDepthMax,
      int firstFrameMs) {
    /** Copies the list. */
    Streaming {
      fallbackReasons = List.copyOf(fallbackReasons);
    }
  }

  static Measurements of(CallSetup setup, Conversation conversation, SeededRandom random) {
    boolean incident = setup.incident().needsStream();
    return new Measurements(
        streaming(setup, conversation, random),
        conversation.sentiment(),
        random.chance(0.2) ? csat(setup.scenario().mood(), random) : OptionalInt.empty(),
        rounded(random.between(3.9, 4.4) - (incident ? 0.7 : 0), 10),
        rounded(random.between(0.03, 0.14), 100),
        random.between(0, 4),
        random.between(0, 3),
        setup.incident() != Incident.EARLY_HANGUP || random.chance(0.4));
  }

  private static Streaming streaming(
      CallSetup setup, Conversation conversation, SeededRandom random) {
    int frames = conversation.agentSpeechMs() / FRAME_MS;
    double minutes = conversation.durationMs() / MS_PER_MINUTE;
    List<String> reasons = fallbackReasons(setup, random);
    List<Integer> firstFrame = setup.profile().firstFrameMs();
    return new Streaming(
        (int) Math.round(minutes * hitsPerMinute(setup, random)),
        (int)
            Math.round(
                frames
                    * underflowShare(setup.incident(), random)
                    * setup.config().underflowFactor()),
        frames,
        reasons,
        setup.incident() == Incident.TRANSPORT_FALLBACK ? 1 : 0,
        (int) reasons.stream().filter(reason -> reason.startsWith("keepalive")).count(),
        random.between(6, 40),
        random.between(firstFrame.get(0), firstFrame.get(1)));
  }

  private static double hitsPerMinute(CallSetup setup, SeededRandom random) {
    return setup.config().hitsFactor()
        * (setup.incident() == Incident.LOW_WATERMARK
            ? random.between(4.0, 10.0)
            : random.between(0.0, 1.2));
  }

  private static double underflowShare(Incident incident, SeededRandom random) {
    return switch (incident) {
      case UNDERFLOWS -> random.between(0.012, 0.06);
      case LOW_WATERMARK -> random.between(0.001, 0.008);
      default -> random.between(0.0, 0.001);
    };
  }

  private static List<String> fallbackReasons(CallSetup setup, SeededRandom random) {
    return switch (setup.incident()) {
      case TIMEOUT_FALLBACK -> {
        String reason = "timeout>" + setup.config().fallbackTimeoutMs() / 1000.0 + "s";
        List<String> reasons = random.chance(0.4) ? List.of(reason, reason) : List.of(reason);
        yield random.chance(setup.config().timeoutChance()) ? reasons : List.of();
      }
      case TRANSPORT_FALLBACK -> transportFallback(setup, random);
      default -> List.of();
    };
  }

  private static List<String> transportFallback(CallSetup setup, SeededRandom random) {
    boolean rtp = setup.profile().transport().equals("externalmedia");
    String other = rtp ? "rtp-remote-endpoint-timeout" : "keepalive-timeout>30.0s";
    // TCP loses no frame; only a broken connection does.
    String reason = random.chance(rtp ? 0.5 : 0.1) ? "transport-failure" : other;
    EngineConfig config = setup.config();
    boolean happens =
        random.chance(
            !reason.equals(other)
                ? 1
                : rtp ? config.peerTimeoutChance() : config.keepaliveChance());
    return happens && !setup.leftRtp() ? List.of(reason) : List.of();
  }

  private static OptionalInt csat(Mood mood, SeededRandom random) {
    return OptionalInt.of(
        switch (mood) {
          case HAPPY -> random.between(4, 5);
          case NEUTRAL -> random.between(3, 4);
          case ANGRY -> random.between(1, 2);
        });
  }

  static double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }
}
