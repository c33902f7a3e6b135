package org.voiceagent.exporter.demo;

import java.util.Locale;

/** What goes wrong in a call, if anything. */
enum Trouble {
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

  private final int cards;

  Trouble(int cards) {
    this.cards = cards;
  }

  /** How many of twenty calls have it. */
  int cards() {
    return cards;
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
