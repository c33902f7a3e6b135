package org.voiceagent.exporter.demo;

/**
 * The few streaming settings in which the demo's configurations differ, in ms. The values are the
 * reference engine's shipped and golden ones and two that leave room for advice.
 */
enum Settings {
  SHIPPED(950, 60, 80, 8000, 200),
  GOLDEN(950, 120, 80, 8000, 500),
  PATIENT(950, 200, 80, 5000, 500),
  STEADY(950, 240, 160, 8000, 600);

  private final int jitterBufferMs;
  private final int minStartMs;
  private final int lowWatermarkMs;
  private final int fallbackTimeoutMs;
  private final int providerGraceMs;

  Settings(
      int jitterBufferMs,
      int minStartMs,
      int lowWatermarkMs,
      int fallbackTimeoutMs,
      int providerGraceMs) {
    this.jitterBufferMs = jitterBufferMs;
    this.minStartMs = minStartMs;
    this.lowWatermarkMs = lowWatermarkMs;
    this.fallbackTimeoutMs = fallbackTimeoutMs;
    this.providerGraceMs = providerGraceMs;
  }

  int jitterBufferMs() {
    return jitterBufferMs;
  }

  int minStartMs() {
    return minStartMs;
  }

  int lowWatermarkMs() {
    return lowWatermarkMs;
  }

  int fallbackTimeoutMs() {
    return fallbackTimeoutMs;
  }

  int providerGraceMs() {
    return providerGraceMs;
  }
}
