package org.voiceagent.exporter.demo;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.voiceagent.exporter.demo.DemoCall.Casting;
import org.voiceagent.exporter.demo.Scenario.Mood;

/**
 * What the engine measures in a call.
 *
 * @param streaming how the audio flowed; nobody's business where files are played
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

  static Measurements of(Casting casting, Performance performance, Dice dice) {
    boolean trouble = casting.trouble().needsStream();
    return new Measurements(
        streaming(casting, performance, dice),
        performance.sentiment(),
        dice.chance(0.2) ? csat(casting.scenario().mood(), dice) : OptionalInt.empty(),
        rounded(dice.between(3.9, 4.4) - (trouble ? 0.7 : 0), 10),
        rounded(dice.between(0.03, 0.14), 100),
        dice.between(0, 4),
        dice.between(0, 3),
        casting.trouble() != Trouble.EARLY_HANGUP || dice.chance(0.4));
  }

  private static Streaming streaming(Casting casting, Performance performance, Dice dice) {
    int frames = performance.agentSpeechMs() / FRAME_MS;
    double minutes = performance.durationMs() / MS_PER_MINUTE;
    List<String> reasons = fallbackReasons(casting, dice);
    List<Integer> firstFrame = casting.stack().firstFrameMs();
    return new Streaming(
        (int) Math.round(minutes * hitsPerMinute(casting, dice)),
        (int)
            Math.round(
                frames
                    * underflowShare(casting.trouble(), dice)
                    * casting.config().underflowFactor()),
        frames,
        reasons,
        casting.trouble() == Trouble.TRANSPORT_FALLBACK ? 1 : 0,
        (int) reasons.stream().filter(reason -> reason.startsWith("keepalive")).count(),
        dice.between(6, 40),
        dice.between(firstFrame.get(0), firstFrame.get(1)));
  }

  private static double hitsPerMinute(Casting casting, Dice dice) {
    return casting.config().hitsFactor()
        * (casting.trouble() == Trouble.LOW_WATERMARK
            ? dice.between(4.0, 10.0)
            : dice.between(0.0, 1.2));
  }

  private static double underflowShare(Trouble trouble, Dice dice) {
    return switch (trouble) {
      case UNDERFLOWS -> dice.between(0.012, 0.06);
      case LOW_WATERMARK -> dice.between(0.001, 0.008);
      default -> dice.between(0.0, 0.001);
    };
  }

  private static List<String> fallbackReasons(Casting casting, Dice dice) {
    return switch (casting.trouble()) {
      case TIMEOUT_FALLBACK -> {
        String reason = "timeout>" + casting.config().fallbackTimeoutMs() / 1000.0 + "s";
        List<String> reasons = dice.chance(0.4) ? List.of(reason, reason) : List.of(reason);
        yield dice.chance(casting.config().timeoutChance()) ? reasons : List.of();
      }
      case TRANSPORT_FALLBACK -> transportFallback(casting, dice);
      default -> List.of();
    };
  }

  private static List<String> transportFallback(Casting casting, Dice dice) {
    boolean rtp = casting.stack().transport().equals("externalmedia");
    String other = rtp ? "rtp-remote-endpoint-timeout" : "keepalive-timeout>30.0s";
    // TCP loses no frame; only a broken connection does.
    String reason = dice.chance(rtp ? 0.5 : 0.1) ? "transport-failure" : other;
    EngineConfig config = casting.config();
    boolean happens =
        dice.chance(
            !reason.equals(other)
                ? 1
                : rtp ? config.peerTimeoutChance() : config.keepaliveChance());
    return happens && !casting.leftRtp() ? List.of(reason) : List.of();
  }

  private static OptionalInt csat(Mood mood, Dice dice) {
    return OptionalInt.of(
        switch (mood) {
          case HAPPY -> dice.between(4, 5);
          case NEUTRAL -> dice.between(3, 4);
          case ANGRY -> dice.between(1, 2);
        });
  }

  static double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }
}
