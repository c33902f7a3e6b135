package org.voiceagent.exporter.advice.fact;

/**
 * What the engine really applies of three streaming keys. It counts in chunks and limits configured
 * values to what fits, so some changes have no effect. The rules use this to avoid advice that
 * changes nothing.
 *
 * <p>The rules are those of the engine's player ({@code streaming_playback_manager.py}, {@code
 * adaptive_streaming.py}) for a provider that sends the telephone's 8 kHz and whose pattern has not
 * been learned. Older engines did not clamp, so what works here works there too. Faster rates
 * shorten the warm-up by the square root of the ratio, which a snapshot does not contain.
 *
 * @param jitterBufferMs {@code streaming.jitter_buffer_ms}
 * @param minStartMs {@code streaming.min_start_ms}
 * @param chunkMs {@code streaming.chunk_size_ms}, at least 1
 */
public record EngineClamps(double jitterBufferMs, double minStartMs, double chunkMs) {
  /** The frame of telephony, which the engine uses unless configured otherwise. */
  public static final double USUAL_CHUNK_MS = 20;

  private static final double UNKNOWN_PATTERN_MS = 100;
  private static final double LONGEST_WARM_UP_MS = 200;

  /** How much is buffered before the first frame of a reply, in ms: 100 to 200 if it fits. */
  public double warmUpMs() {
    return warmUpChunks() * chunkMs;
  }

  /** The highest low watermark that any configuration can reach, in ms. */
  public double highestLowWatermarkMs() {
    return highestLowWatermarkChunks() * chunkMs;
  }

  /**
   * The low watermark in force, in ms: never below two thirds of the warm-up, never above what
   * fits.
   *
   * @param configuredMs {@code streaming.low_watermark_ms}
   */
  public double lowWatermarkMs(double configuredMs) {
    double atLeast = Math.ceil(warmUpChunks() * 2 / 3);
    double wanted = Math.max(Math.ceil(configuredMs / chunkMs), atLeast);
    return Math.min(wanted, highestLowWatermarkChunks()) * chunkMs;
  }

  private double warmUpChunks() {
    double wanted = Math.min(Math.max(minStartMs, UNKNOWN_PATTERN_MS), LONGEST_WARM_UP_MS);
    return Math.min(Math.ceil(wanted / chunkMs), Math.max(1, capacityChunks() - 1));
  }

  private double highestLowWatermarkChunks() {
    return Math.min(warmUpChunks() - 1, Math.floor(capacityChunks() / 2));
  }

  private double capacityChunks() {
    return Math.max(1, Math.ceil(jitterBufferMs / chunkMs));
  }
}
