package org.voiceagent.exporter.redaction.text;

import java.util.Optional;

/**
 * A stretch of a text that a detector explains: as personal, or as something else that looks like
 * it, in which weaker detectors shall find nothing.
 *
 * @param word the placeholder's word; empty for what is to stay
 * @param priority the lower, the surer
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 */
public record DetectedSpan(Optional<String> word, int priority, int start, int end) {
  /** What an operator says beats what we guess. */
  public static final int CUSTOM = 0;

  /** Found by its form and a checksum, or by a form nothing else has. */
  public static final int PROVEN = 1;

  /** Found by its form alone. */
  public static final int BY_FORM = 2;

  /** Explained as harmless by its form. */
  static final int HARMLESS = 3;

  /** Found by the words around it. */
  public static final int BY_CONTEXT = 4;

  /** What nothing else explains. */
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
