package org.voiceagent.exporter.language;

import java.util.Optional;

/**
 * Which language a text seems to be in.
 *
 * @param language the most likely language; empty if no word tells, or if it is a language that
 *     this program does not understand
 * @param confidence from 0 (no word tells) to almost 1 (many words tell, and none speaks against
 *     it)
 */
public record LanguageGuess(Optional<Language> language, double confidence) {
  /** A lower confidence is worth no more than a coin. */
  private static final double ENOUGH = 0.5;

  /** The language, if the confidence is at least one half. */
  public Optional<Language> confident() {
    return confidence >= ENOUGH ? language : Optional.empty();
  }
}
