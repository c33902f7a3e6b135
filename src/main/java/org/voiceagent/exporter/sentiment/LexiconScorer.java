package org.voiceagent.exporter.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scores English text by a lexicon and the rules of VADER (Hutto and Gilbert, ICWSM 2014), with its
 * published constants: words before a word strengthen, weaken or turn it, what follows "but" weighs
 * more than what precedes it, capitals and exclamation marks add emphasis.
 *
 * <p>Immutable and thread-safe.
 */
public final class LexiconScorer {
  /** Enough for any turn of a call, and a bound for any text. */
  private static final int MOST_WORDS = 2_000;

  private static final double BOOST = 0.293;
  private static final double CAPITALS = 0.733;
  private static final double EXCLAMATION = 0.292;
  private static final int MOST_EXCLAMATIONS = 4;
  private static final double TURN = -0.74;
  private static final double BEFORE_BUT = 0.5;
  private static final double AFTER_BUT = 1.5;
  private static final double NORMALISATION = 15;
  private static final int WINDOW = 3;

  /** The farther away a booster stands, the less it does. */
  private static final double[] DISTANCE = {1, 0.95, 0.9};

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'\u2019-]*");

  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nothing",
          "nobody",
          "nowhere",
          "neither",
          "nor",
          "cannot",
          "without",
          "hardly",
          "rarely",
          "seldom",
          "barely",
          "isn't",
          "aren't",
          "wasn't",
          "weren't",
          "don't",
          "doesn't",
          "didn't",
          "won't",
          "wouldn't",
          "can't",
          "couldn't",
          "shouldn't",
          "haven't",
          "hasn't",
          "hadn't",
          "ain't",
          "dont",
          "doesnt",
          "didnt",
          "cant",
          "wont",
          "isnt",
          "wasnt",
          "havent",
          "hasnt");

  private static final Map<String, Double> BOOSTERS =
      Map.ofEntries(
          Map.entry("absolutely", BOOST),
          Map.entry("completely", BOOST),
          Map.entry("totally", BOOST),
          Map.entry("really", BOOST),
          Map.entry("very", BOOST),
          Map.entry("so", BOOST),
          Map.entry("too", BOOST),
          Map.entry("extremely", BOOST),
          Map.entry("incredibly", BOOST),
          Map.entry("terribly", BOOST),
          Map.entry("quite", BOOST),
          Map.entry("most", BOOST),
          Map.entry("more", BOOST),
          Map.entry("slightly", -BOOST),
          Map.entry("somewhat", -BOOST),
          Map.entry("partly", -BOOST),
          Map.entry("almost", -BOOST),
          Map.entry("kinda", -BOOST),
          Map.entry("sorta", -BOOST),
          Map.entry("marginally", -BOOST));

  private final Lexicon lexicon;

  private LexiconScorer(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** The scorer with the lexicon of the jar; loads it. */
  public static LexiconScorer bundled() {
    return new LexiconScorer(Lexicon.bundled());
  }

  /**
   * The sentiment of a text.
   *
   * @return a score in [-1,1]; 0 for words that say nothing either way; empty if there is no word
   */
  public OptionalDouble score(String text) {
    List<String> written = words(text);
    if (written.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<String> words = written.stream().map(LexiconScorer::plain).toList();
    boolean mixed = written.stream().anyMatch(word -> !isCapitals(word));
    double[] valences = new double[words.size()];
    for (int i = 0; i < valences.length; i++) {
      valences[i] = valence(words, written, i, mixed);
    }
    weighAroundBut(words, valences);
    double sum = 0;
    for (double valence : valences) {
      sum += valence;
    }
    sum += Math.signum(sum) * EXCLAMATION * exclamations(text);
    return OptionalDouble.of(sum / Math.sqrt(sum * sum + NORMALISATION));
  }

  private double valence(List<String> words, List<String> written, int i, boolean mixed) {
    double valence = lexicon.valence(words.get(i));
    // "No" is an answer on the phone far more often than a feeling.
    if (valence == 0 || BOOSTERS.containsKey(words.get(i)) || NEGATIONS.contains(words.get(i))) {
      return 0;
    }
    double sign = Math.signum(valence);
    if (mixed && isCapitals(written.get(i))) {
      valence += sign * CAPITALS;
    }
    boolean turned = false;
    for (int back = 1; back <= WINDOW && i - back >= 0; back++) {
      String before = words.get(i - back);
      valence += sign * BOOSTERS.getOrDefault(before, 0.0) * DISTANCE[back - 1];
      turned |= NEGATIONS.contains(before);
    }
    return turned ? valence * TURN : valence;
  }

  private static void weighAroundBut(List<String> words, double[] valences) {
    int but = words.indexOf("but");
    for (int i = 0; but >= 0 && i < valences.length; i++) {
      valences[i] *= i < but ? BEFORE_BUT : AFTER_BUT;
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (words.size() < MOST_WORDS && word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }

  private static boolean isCapitals(String word) {
    return word.length() > 1
        && word.equals(word.toUpperCase(Locale.ROOT))
        && !word.equals(word.toLowerCase(Locale.ROOT));
  }

  private static int exclamations(String text) {
    return (int) text.chars().filter(c -> c == '!').limit(MOST_EXCLAMATIONS).count();
  }
}
