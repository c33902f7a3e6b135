package org.voiceagent.exporter.redaction;

/** A language whose number words are understood. */
public enum Language {
  /** English. */
  EN,
  /** German. */
  DE,
  /** Spanish. */
  ES,
  /** French. */
  FR
}
