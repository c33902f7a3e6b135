package org.voiceagent.exporter.metrics;

/** What a family speaks of, which decides the labels it may have. */
enum Scope {
  /** All calls since the state began. Never a call id: the number of series must not follow it. */
  FLEET,
  /** Single calls, by id, in a bounded window. */
  RECENT,
  /** The daemon itself. */
  SELF
}
