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
public record Span(Optional<String> word, int priority, int start, int end) {
  /** What an operator says beats what we guess. */
  public static final int OWN = 0;

  /** Found by its form and a checksum, or by a form nothing else has. */
  public static final int PROVEN = 1;

  /** Found by its form alone. */
  public static final int FORMED = 2;

  /** Explained as harmless by its form. */
  static final int HARMLESS = 3;

  /** Found by the words around it. */
  public static final int TOLD = 4;

  /** What nothing else explains. */
  public static final int LEFT_OVER = 5;

  public static Span hit(String word, int priority, int start, int end) {
    return new Span(Optional.of(word), priority, start, end);
  }

  public static Span hit(Category category, int priority, int start, int end) {
    return hit(category.label(), priority, start, end);
  }

  public static Span harmless(int start, int end) {
    return new Span(Optional.empty(), HARMLESS, start, end);
  }
}
