package org.voiceagent.exporter.advice.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a recommendation matters, least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** The severity with this label, or empty. */
  public static Optional<Severity> named(String word) {
    return Stream.of(values()).filter(one -> one.label().equals(word)).findFirst();
  }

  /** The next lower severity; the lowest stays as it is. */
  public Severity lower() {
    return this == CRITICAL ? WARNING : INFO;
  }

  /** The lower-case word used in rules, labels and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
