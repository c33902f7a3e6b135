package org.voiceagent.exporter.intake;

import java.util.Locale;

/** Why the whole sessions folder was scanned; a fixed set, because it labels a metric. */
public enum RescanCause {
  /** The daemon has just started. */
  START,
  /** The interval was over. */
  INTERVAL,
  /** The watch began, or started over. */
  WATCH_ARMED,
  /** The watch ended, or could not begin. */
  WATCH_LOST,
  /** Events were lost. */
  EVENTS_LOST,
  /** More hints came than the queue holds. */
  QUEUE_FULL;

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
