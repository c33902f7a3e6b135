package org.voiceagent.exporter.redaction;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A word with which English says a number, or holds the parts of one together.
 *
 * @param kind what it does
 * @param figures how many figures it stands for; how often the next one counts for a repeater
 */
record SpokenNumber(Kind kind, int figures) {
  /** What a word does in a number. */
  enum Kind {
    /** "four". */
    FIGURE,
    /** "oh", which is a sigh as often as it is a zero. */
    OH,
    /** "fourteen". */
    TEEN,
    /** "forty", which takes the figure after it into itself. */
    TENS,
    /** "double". */
    REPEATER,
    /** "and", "dash", "um". */
    BRIDGE
  }

  static final String FIGURES = "zero|oh|one|two|three|four|five|six|seven|eight|nine";

  private static final Map<String, SpokenNumber> WORDS = words();

  /** What the word says; empty if it has no part in a number. */
  static Optional<SpokenNumber> of(String lowerCaseWord) {
    return Optional.ofNullable(WORDS.get(lowerCaseWord));
  }

  private static Map<String, SpokenNumber> words() {
    Map<String, SpokenNumber> words = new HashMap<>();
    put(words, Kind.FIGURE, 1, FIGURES + "|nought|naught|nil|niner");
    put(words, Kind.OH, 1, "oh|o");
    put(
        words,
        Kind.TEEN,
        2,
        "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen");
    put(words, Kind.TENS, 2, "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety");
    put(words, Kind.REPEATER, 2, "double");
    put(words, Kind.REPEATER, 3, "triple|treble");
    put(words, Kind.REPEATER, 4, "quadruple");
    put(
        words,
        Kind.BRIDGE,
        0,
        "and|dash|hyphen|minus|dot|point|slash|space|plus|then|um|uh|er|erm");
    return Map.copyOf(words);
  }

  private static void put(
      Map<String, SpokenNumber> words, Kind kind, int figures, String alternatives) {
    for (String word : alternatives.split("\\|", -1)) {
      words.put(word, new SpokenNumber(kind, figures));
    }
  }
}
