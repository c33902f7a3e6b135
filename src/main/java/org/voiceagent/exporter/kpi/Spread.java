package org.voiceagent.exporter.kpi;

import java.util.Locale;

/**
 * A latency of which percentiles are kept. States hold these by their place: never move or remove
 * one, and add new ones at the end.
 */
enum Spread {
  RESPONSE,
  STT,
  LLM,
  TTS,
  EOU,
  TRANSPORT,
  UNATTRIBUTED,
  FIRST_WORD;

  /** How many there are. */
  static final int COUNT = values().length;

  /** The place in states and arrays: the order is part of the format. */
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /** The name in {@code kpis.yml}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
