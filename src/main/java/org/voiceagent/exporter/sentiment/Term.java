package org.voiceagent.exporter.sentiment;

/**
 * What a word or a phrase does to the score.
 *
 * @param valence what it says itself, from -4 to 4; 0 if it says nothing or only shapes others
 * @param effect what it does to the words around it
 */
record Term(double valence, Effect effect) {
  /** A word that neither says nor does anything. */
  static final Term NEUTRAL = new Term(0, Effect.NONE);

  /**
   * What a word does to others. Behind {@code NAME}, two words are a name, whatever they mean
   * elsewhere.
   */
  enum Effect {
    NONE,
    BOOSTER,
    DAMPENER,
    NEGATION,
    NAME,
    CONTRAST
  }
}
