package org.voiceagent.exporter.demo;

import java.util.Locale;

/** The problem that a demo call has, if any. */
enum Incident {
  NONE(6),
  SLOW_ANSWERS(3),
  LOW_WATERMARK(3),
  UNDERFLOWS(1),
  TIMEOUT_FALLBACK(2),
  TRANSPORT_FALLBACK(1),
  FALSE_BARGE_IN(1),
  PROVIDER_ERROR(1),
  SILENT_CALLER(1),
  EARLY_HANGUP(1);

  private final int weight;

  Incident(int weight) {
    this.weight = weight;
  }

  /** How many of twenty calls have it. */
  int weight() {
    return weight;
  }

  /** Whether it can only happen while audio is streamed. */
  boolean needsStream() {
    return this == LOW_WATERMARK
        || this == UNDERFLOWS
        || this == TIMEOUT_FALLBACK
        || this == TRANSPORT_FALLBACK;
  }

  /** The name in {@code scenarios.json}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
