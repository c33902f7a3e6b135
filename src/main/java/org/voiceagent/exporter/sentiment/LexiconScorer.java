package org.voiceagent.exporter.sentiment;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.language.Language;

/**
 * Scores text in one language by a lexicon and the rules of VADER (Hutto and Gilbert, ICWSM 2014),
 * with its published constants: words before a word strengthen, weaken or turn it, what follows
 * "but" weighs more than what precedes it, capitals and exclamation marks add emphasis. Added for
 * the telephone: phrases such as "not working", and answers such as "yes" and "no", which are no
 * feelings.
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
  private static final double BEFORE_CONTRAST = 0.5;
  private static final double AFTER_CONTRAST = 1.5;
  private static final double NORMALISATION = 15;

  /** A first name and a surname. */
  private static final int LONGEST_NAME = 2;

  /** The farther away a booster stands, the less it does; what stands farther does nothing. */
  private static final double[] BY_DISTANCE = {1, 0.95, 0.9};

  /** Each language is loaded on first use, so that it costs nothing where nobody speaks it. */
  private static final Map<Language, LexiconScorer> LOADED = new ConcurrentHashMap<>();

  private final Lexicon lexicon;
  private final boolean accents;

  private LexiconScorer(Language language) {
    lexicon = Lexicon.of(language);
    accents = language != Language.ENGLISH;
  }

  /** The scorer of a language, with its lexicon of the jar; the same one each time. */
  public static LexiconScorer of(Language language) {
    return LOADED.computeIfAbsent(language, LexiconScorer::new);
  }

  /**
   * The sentiment of a text, by its first 2,000 words.
   *
   * @param text what one person said, in the scorer's language; not null
   * @return a score in [-1,1]; empty if no word expresses a feeling, as in most requests: absent is
   *     not 0
   */
  public OptionalDouble score(String text) {
    List<TermUse> tokens = TermUse.of(Word.of(text, MOST_WORDS, accents), lexicon);
    boolean capitalsStandOut = !tokens.stream().allMatch(TermUse::capitals);
    int contrast = contrast(tokens);
    double sum = 0;
    boolean feels = false;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).term().valence() != 0 && !isName(tokens, i)) {
        feels = true;
        sum += valence(tokens, i, capitalsStandOut) * weight(i, contrast);
      }
    }
    if (!feels) {
      return OptionalDouble.empty();
    }
    sum += Math.signum(sum) * EXCLAMATION * exclamations(text);
    return OptionalDouble.of(sum / Math.sqrt(sum * sum + NORMALISATION));
  }

  private static double valence(List<TermUse> tokens, int i, boolean capitalsStandOut) {
    TermUse token = tokens.get(i);
    double valence = token.term().valence();
    double sign = Math.signum(valence);
    valence += sign * emphasis(token, capitalsStandOut);
    boolean turned = false;
    for (int back = 1; back <= BY_DISTANCE.length && back <= i; back++) {
      TermUse next = tokens.get(i - back + 1);
      if (next.pause() == Word.Pause.SENTENCE) {
        break;
      }
      TermUse before = tokens.get(i - back);
      valence += sign * boost(before, capitalsStandOut) * BY_DISTANCE[back - 1];
      turned |= turns(before, next);
    }
    return turned ? valence * TURN : valence;
  }

  /** Whether it stands right behind words that announce a name, or one word farther. */
  private static boolean isName(List<TermUse> tokens, int i) {
    for (int back = 1; back <= LONGEST_NAME && back <= i; back++) {
      if (tokens.get(i - back + 1).pause() == Word.Pause.SENTENCE) {
        return false;
      }
      if (tokens.get(i - back).term().effect() == Term.Effect.NAME) {
        return true;
      }
    }
    return false;
  }

  private static double boost(TermUse token, boolean capitalsStandOut) {
    return switch (token.term().effect()) {
      case BOOSTER -> BOOST + emphasis(token, capitalsStandOut);
      case DAMPENER -> -BOOST - emphasis(token, capitalsStandOut);
      default -> 0;
    };
  }

  /** "No, that is fine" answers; "not fine" turns. */
  private static boolean turns(TermUse token, TermUse next) {
    return token.term().effect() == Term.Effect.NEGATION && next.pause() == Word.Pause.NONE;
  }

  private static double emphasis(TermUse token, boolean capitalsStandOut) {
    return capitalsStandOut && token.capitals() ? CAPITALS : 0;
  }

  /** Where the first "but" stands; -1 if nowhere. */
  private static int contrast(List<TermUse> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).term().effect() == Term.Effect.CONTRAST) {
        return i;
      }
    }
    return -1;
  }

  private static double weight(int i, int contrast) {
    if (contrast < 0) {
      return 1;
    }
    return i < contrast ? BEFORE_CONTRAST : AFTER_CONTRAST;
  }

  private static int exclamations(String text) {
    return (int) text.chars().filter(c -> c == '!').limit(MOST_EXCLAMATIONS).count();
  }
}
