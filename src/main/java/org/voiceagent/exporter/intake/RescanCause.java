package org.voiceagent.exporter.intake;

import java.util.Locale;

/** Why the sessions folder was looked through; a fixed set, because it labels a metric. */
public enum RescanCause {
  /** The daemon has just started. */
  START,
  /** It was time. */
  INTERVAL,
  /** The watch began, or began again. */
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
