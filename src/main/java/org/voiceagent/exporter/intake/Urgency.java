package org.voiceagent.exporter.intake;

/** How urgent it is to probe a folder that was announced. */
enum Urgency {
  /** At once. */
  NOW,
  /** In a moment, unless something else comes first. */
  SOON,
  /** Not before the next rescan. */
  LATER
}
