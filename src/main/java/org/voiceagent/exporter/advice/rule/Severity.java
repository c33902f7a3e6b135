package org.voiceagent.exporter.advice.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a recommendation matters; the order is that of urgency, least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** The severity of this word, or empty. */
  public static Optional<Severity> named(String word) {
    return Stream.of(values()).filter(one -> one.label().equals(word)).findFirst();
  }

  /** One severity less; the least stays as it is. */
  public Severity lower() {
    return this == CRITICAL ? WARNING : INFO;
  }

  /** The lower-case word used in rules, labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
