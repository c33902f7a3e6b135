package org.voiceagent.exporter.advice;

import java.util.Locale;

/** How much a recommendation matters; the order is that of urgency, least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** The lower-case word used in rules, labels and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
