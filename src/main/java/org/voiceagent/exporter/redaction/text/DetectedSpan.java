package org.voiceagent.exporter.redaction.text;

import java.util.Optional;

/**
 * A part of a text that a detector explains, either as personal or as something harmless, in which
 * less certain detectors find nothing.
 *
 * @param word the word of the placeholder; empty if the text stays
 * @param priority the certainty; lower is more certain
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 */
public record DetectedSpan(Optional<String> word, int priority, int start, int end) {
  /** Found by an operator's pattern, which takes precedence over all others. */
  public static final int CUSTOM = 0;

  /** Found by its form and check digits, or by a form that nothing else has. */
  public static final int PROVEN = 1;

  /** Found by its form alone. */
  public static final int BY_FORM = 2;

  /** Harmless by its form. */
  static final int HARMLESS = 3;

  /** Found by the words around it. */
  public static final int BY_CONTEXT = 4;

  /** Without any explanation. */
  public static final int UNEXPLAINED = 5;

  public static DetectedSpan match(String word, int priority, int start, int end) {
    return new DetectedSpan(Optional.of(word), priority, start, end);
  }

  public static DetectedSpan match(Category category, int priority, int start, int end) {
    return match(category.label(), priority, start, end);
  }

  public static DetectedSpan harmless(int start, int end) {
    return new DetectedSpan(Optional.empty(), HARMLESS, start, end);
  }
}
