package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.NumberWord.Kind;

/**
 * The number words of one language, which may be joined to one word: "vierundzwanzig". Immutable.
 */
public final class NumberLexicon {
  /** No number word is longer: "siebenhundertsiebenundsiebzigtausend…" is an amount. */
  private static final int LONGEST = 50;

  private static final int SHORTEST_COMPOUND = 5;

  private final Map<String, NumberWord> words;
  private final Map<String, String> letters;
  private final int longest;
  private final List<String> ordinalEndings;
  private final boolean unitBeforeTens;
  private final boolean unitNeedsAnd;
  private final boolean scores;

  private NumberLexicon(Map<String, NumberWord> words, Map<String, List<String>> lists) {
    this.words = Map.copyOf(words);
    Map<String, String> named = new HashMap<>();
    pairs(lists, "letters").forEach(named::put);
    letters = Map.copyOf(named);
    longest = words.keySet().stream().mapToInt(String::length).max().orElseThrow();
    ordinalEndings = lists.getOrDefault("ordinal-endings", List.of());
    Set<String> traits = Set.copyOf(lists.getOrDefault("grammar", List.of()));
    unitBeforeTens = traits.contains("unit-before-tens");
    unitNeedsAnd = traits.contains("unit-needs-and");
    scores = traits.contains("scores");
  }

  static NumberLexicon of(Map<String, List<String>> lists) {
    Map<String, NumberWord> words = new HashMap<>();
    inOrder(words, lists, "zero", Kind.UNIT, 0, 0);
    inOrder(words, lists, "units", Kind.UNIT, 1, 1);
    inOrder(words, lists, "ordinals", Kind.UNIT, 1, 1);
    inOrder(words, lists, "teens", Kind.TEEN, 10, 1);
    inOrder(words, lists, "tens", Kind.TENS, 20, 10);
    inOrder(words, lists, "hundred", Kind.HUNDRED, 100, 0);
    inOrder(words, lists, "hundreds", Kind.HUNDREDS, 100, 100);
    inOrder(words, lists, "thousand", Kind.THOUSAND, 1000, 0);
    inOrder(words, lists, "large", Kind.LARGE, 0, 0);
    inOrder(words, lists, "and", Kind.AND, 0, 0);
    inOrder(words, lists, "times", Kind.TIMES, 0, 0);
    inOrder(words, lists, "twice", Kind.REPEATER, 2, 0);
    inOrder(words, lists, "thrice", Kind.REPEATER, 3, 0);
    inOrder(words, lists, "article", Kind.UNIT_BESIDE_NUMBERS, 1, 0);
    inOrder(words, lists, "months", Kind.MONTH, 1, 1);
    pairs(lists, "beside")
        .forEach((word, value) -> words.put(word, number(Kind.UNIT_BESIDE_NUMBERS, value)));
    pairs(lists, "more")
        .forEach(
            (word, value) ->
                words.put(word, number(value.endsWith("0") ? Kind.TENS : Kind.TEEN, value)));
    return new NumberLexicon(words, lists);
  }

  private static NumberWord number(Kind kind, String value) {
    return new NumberWord(kind, Integer.parseInt(value));
  }

  private static void inOrder(
      Map<String, NumberWord> words,
      Map<String, List<String>> lists,
      String key,
      Kind kind,
      int from,
      int step) {
    int value = from;
    for (String entry : lists.getOrDefault(key, List.of())) {
      for (String word : entry.split("/", -1)) {
        words.put(word, new NumberWord(kind, value));
      }
      value += step;
    }
  }

  private static Map<String, String> pairs(Map<String, List<String>> lists, String key) {
    Map<String, String> pairs = new HashMap<>();
    for (String entry : lists.getOrDefault(key, List.of())) {
      int equals = entry.indexOf('=');
      pairs.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return pairs;
  }

  /** The letter that a word names. */
  Optional<String> letter(String word) {
    return Optional.ofNullable(letters.get(word));
  }

  /** Whether the unit goes before the tens: "vierundzwanzig". */
  public boolean unitBeforeTens() {
    return unitBeforeTens;
  }

  /** Whether a unit belongs to the tens before it only after "and": "treinta y cinco". */
  public boolean unitNeedsAnd() {
    return unitNeedsAnd;
  }

  /** Whether some numbers count in twenties: "quatre-vingt-douze". */
  public boolean scores() {
    return scores;
  }

  /** The number words that a word consists of, in order; empty if it is none. */
  List<NumberWord> parts(String word) {
    NumberWord whole = words.get(word);
    if (whole != null) {
      return List.of(whole);
    }
    if (word.length() < SHORTEST_COMPOUND || word.length() > LONGEST) {
      return List.of();
    }
    List<NumberWord> parts = new ArrayList<>();
    if (split(word, 0, parts)) {
      return parts;
    }
    for (String ending : ordinalEndings) {
      parts.clear();
      if (word.endsWith(ending)) {
        String stem = word.substring(0, word.length() - ending.length());
        NumberWord known = words.get(stem);
        if (known != null) {
          return List.of(known);
        }
        if (split(stem, 0, parts)) {
          return parts;
        }
      }
    }
    return List.of();
  }

  /** Splits a word, longest parts first; false if something remains. */
  private boolean split(String word, int from, List<NumberWord> parts) {
    if (from == word.length()) {
      return parts.stream().anyMatch(part -> part.kind() != Kind.AND);
    }
    for (int end = Math.min(word.length(), from + longest); end > from; end--) {
      NumberWord part = words.get(word.substring(from, end));
      if (part != null && part.kind() != Kind.MONTH) {
        parts.add(part);
        if (split(word, end, parts)) {
          return true;
        }
        parts.remove(parts.size() - 1);
      }
    }
    return false;
  }
}
