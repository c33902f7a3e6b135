package org.voiceagent.exporter.redaction.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An English word that is a number, or joins the parts of one.
 *
 * @param kind its role in a number
 * @param digits its digits; for a repeater, how often the next digit is repeated
 */
public record SpokenNumber(Kind kind, String digits) {
  /** The role of a word in a number. */
  public enum Kind {
    /** "four". */
    FIGURE,
    /** "fourteen". */
    TEEN,
    /** "forty", which includes a digit that follows it. */
    TENS,
    /** "hundred", which adds two digits to the number before it. */
    HUNDRED,
    /** "thousand", which never occurs in a number that is read out. */
    LARGE,
    /** "double". */
    REPEATER,
    /** "and", "dash", "um", "no sorry". */
    BRIDGE
  }

  private static final Map<String, SpokenNumber> WORDS = words();

  /** The meaning of a word; empty if it is not part of numbers. */
  public static Optional<SpokenNumber> of(String lowerCaseWord) {
    return Optional.ofNullable(WORDS.get(lowerCaseWord));
  }

  /** How often the next digit is repeated. */
  public int repeats() {
    return Integer.parseInt(digits);
  }

  private static Map<String, SpokenNumber> words() {
    Map<String, SpokenNumber> words = new HashMap<>();
    count(words, Kind.FIGURE, 0, 1, "zero|one|two|three|four|five|six|seven|eight|nine");
    count(
        words,
        Kind.TEEN,
        10,
        1,
        "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen");
    count(words, Kind.TENS, 20, 10, "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety");
    same(words, Kind.FIGURE, "0", "oh|o|ooh|nought|naught|nil|null");
    same(words, Kind.FIGURE, "9", "niner");
    same(words, Kind.FIGURE, "3", "tree");
    same(words, Kind.TENS, "40", "fourty");
    same(words, Kind.HUNDRED, "00", "hundred");
    same(words, Kind.LARGE, "000", "thousand|million|billion|hundreds|thousands|millions");
    same(words, Kind.REPEATER, "2", "double");
    same(words, Kind.REPEATER, "3", "triple|treble");
    same(words, Kind.REPEATER, "4", "quadruple");
    same(
        words,
        Kind.BRIDGE,
        "",
        "and|dash|hyphen|minus|dot|point|slash|space|plus|then|um|umm|uh|uhm|er|erm|em|hm|hmm|ah|eh"
            + "|comma|pause|wait|sorry|no|like|so|okay|ok|yeah|yes|right|again|followed|by|next"
            + "|mm|mhm|well|actually|correction|oops|scratch|mean|know|you|see|let|me|kind|that|basically|alright|repeat|sort|rather|make|pardon|me");
    return Map.copyOf(words);
  }

  private static void count(
      Map<String, SpokenNumber> words, Kind kind, int from, int step, String inOrder) {
    int value = from;
    for (String word : inOrder.split("\\|", -1)) {
      words.put(word, new SpokenNumber(kind, Integer.toString(value)));
      value += step;
    }
  }

  private static void same(
      Map<String, SpokenNumber> words, Kind kind, String digits, String alternatives) {
    for (String word : alternatives.split("\\|", -1)) {
      words.put(word, new SpokenNumber(kind, digits));
    }
  }
}
