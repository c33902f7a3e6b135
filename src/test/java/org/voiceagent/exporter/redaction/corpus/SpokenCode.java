package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Locale;

/** Says a row of figures and letters as people do: one by one, in pairs, "double five", "oh". */
final class SpokenCode {
  private static final String[] ALPHABET =
      ("alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november"
              + " oscar papa quebec romeo sierra tango uniform victor whiskey x-ray yankee zulu")
          .split(" ");

  private final Dice dice;
  private final Tongue tongue;
  private final Manner manner;
  private final boolean natoLetters;
  private final boolean asIn;
  private final boolean capitals;
  private final boolean hyphens;
  private final String mark;
  private final boolean dashes;
  private final double fillers;
  private final double restarts;
  private final String zero;

  private enum Manner {
    ONE_BY_ONE,
    DOUBLES,
    PAIRS,
    MIXED
  }

  /** One speaker's way of saying one value. */
  SpokenCode(Dice dice, Tongue tongue) {
    this.dice = dice;
    this.tongue = tongue;
    manner =
        dice.pick(
            List.of(
                Manner.ONE_BY_ONE,
                Manner.ONE_BY_ONE,
                Manner.DOUBLES,
                Manner.DOUBLES,
                Manner.PAIRS,
                Manner.MIXED));
    natoLetters = dice.chance(0.2);
    asIn = dice.chance(0.15);
    capitals = dice.chance(0.3);
    hyphens = manner == Manner.ONE_BY_ONE && dice.chance(0.08);
    mark = dice.chance(0.2) ? dice.pick(",", ",", ".") : "";
    dashes = tongue == Tongue.ENGLISH && dice.chance(0.06);
    fillers = dice.chance(0.3) ? 0.4 : 0;
    restarts = dice.chance(0.12) ? 0.3 : 0;
    zero = tongue.zero(dice);
  }

  /** Says the groups one after the other. A group holds letters, digits, and {@code +}. */
  Rendering say(List<String> groups) {
    Rendering.Words words = new Rendering.Words();
    boolean first = true;
    for (String group : groups) {
      if (!first) {
        between(words);
      }
      first = false;
      if (group.length() >= 3 && dice.chance(restarts)) {
        misspeak(group, words);
      }
      group(group, words);
    }
    return words.build();
  }

  private void between(Rendering.Words words) {
    if (!mark.isEmpty()) {
      words.mark(mark);
    }
    if (dashes) {
      words.aside("dash");
    }
    if (dice.chance(fillers)) {
      words.aside(tongue.filler(dice));
    }
  }

  /** "four one no sorry", and then the group as it should be. */
  private void misspeak(String group, Rendering.Words words) {
    int said = dice.between(1, group.length() - 1);
    for (int i = 0; i < said; i++) {
      char symbol = group.charAt(i);
      boolean wrong = i == said - 1 && isDigit(symbol);
      one(wrong ? Character.forDigit((symbol - '0' + 3) % 10, 10) : symbol, words, i > 0);
    }
    words.aside(tongue.correction(dice));
  }

  private void group(String group, Rendering.Words words) {
    if (manner == Manner.MIXED && group.length() > 1 && allDigits(group) && dice.chance(0.5)) {
      words.value(group);
      return;
    }
    if (saysHundreds() && group.matches("[1-9]000?")) {
      words
          .value(tongue.digit(group.charAt(0) - '0'))
          .value(group.length() == 3 ? "hundred" : "thousand");
      return;
    }
    int at = 0;
    while (at < group.length()) {
      int same = run(group, at);
      if (manner == Manner.PAIRS && isPair(group, at)) {
        words.value(tongue.number(Integer.parseInt(group.substring(at, at + 2)), dice));
        at += 2;
      } else if (saysDoubles() && same >= 2 && isDigit(group.charAt(at))) {
        int times = Math.min(same, dice.chance(0.6) ? 3 : 2);
        words.value(tongue.times(times, dice)).value(symbol(group.charAt(at)));
        at += times;
      } else {
        one(group.charAt(at), words, at > 0);
        at++;
      }
    }
  }

  private boolean saysHundreds() {
    return tongue == Tongue.ENGLISH && manner != Manner.ONE_BY_ONE;
  }

  private boolean saysDoubles() {
    return manner == Manner.DOUBLES || manner == Manner.MIXED;
  }

  /** An odd figure comes first: "four eleven" for 411. */
  private static boolean isPair(String group, int at) {
    return (group.length() - at) % 2 == 0
        && group.charAt(at) >= '1'
        && group.charAt(at) <= '9'
        && isDigit(group.charAt(at + 1));
  }

  private void one(char symbol, Rendering.Words words, boolean withinGroup) {
    if (symbol == '+') {
      words.aside(tongue.plus(dice));
    } else if (Character.isLetter(symbol) && asIn && tongue == Tongue.ENGLISH) {
      words
          .value(letter(symbol))
          .aside(dice.pick("as in", "for", "like"))
          .value(ALPHABET[Character.toUpperCase(symbol) - 'A']);
    } else if (hyphens && withinGroup) {
      words.joined("-", symbol(symbol));
    } else {
      words.value(symbol(symbol));
    }
  }

  private String symbol(char symbol) {
    if (symbol == '0') {
      return manner == Manner.MIXED && dice.chance(0.3) ? "0" : zero;
    }
    if (isDigit(symbol)) {
      return manner == Manner.MIXED && dice.chance(0.5)
          ? String.valueOf(symbol)
          : tongue.digit(symbol - '0');
    }
    return natoLetters ? ALPHABET[Character.toUpperCase(symbol) - 'A'] : letter(symbol);
  }

  private String letter(char letter) {
    String text = String.valueOf(letter);
    return capitals ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
  }

  private static int run(String group, int at) {
    int end = at;
    while (end < group.length() && group.charAt(end) == group.charAt(at)) {
      end++;
    }
    return end - at;
  }

  private static boolean allDigits(String group) {
    return group.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
