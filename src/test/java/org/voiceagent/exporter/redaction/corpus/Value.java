package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/** Made-up personal data, and the ways in which people say it. */
interface Value {

  /** The placeholder's word: {@code CARD}, {@code PHONE}. */
  String category();

  /** The names people have for it; never empty. */
  List<String> called();

  /** As it would stand on paper. */
  Rendering written(Dice dice);

  /** As a recogniser writes down what was said. */
  Rendering spoken(Dice dice, Tongue tongue);

  /** In pieces, one for each turn; a single piece if no one would split it. */
  List<Rendering> inTurns(Dice dice, Tongue tongue);

  /** Whether a recogniser that knows no capitals writes it in small letters. */
  default boolean losesCapitals() {
    return true;
  }
}
