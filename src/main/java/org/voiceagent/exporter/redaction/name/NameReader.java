package org.voiceagent.exporter.redaction.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;

/** Reads a name, possibly spelled, where one is expected. */
final class NameReader {
  private static final int MOST_WORDS = 3;
  private static final int MOST_LETTERS = 40;
  private static final int LONGEST_ANSWER = 16;

  /** The work of one word with the words after it, in characters. */
  private static final int STEPS_PER_WORD = 50;

  private static final Set<String> FILLERS =
      WordList.of(
          "mr mrs ms miss dr um uh uhm er erm well like so okay ok yes yeah sure it's"
              + " its it is that's that actually oh my name the full first last surname would"
              + " be this ah hi hello of course certainly i'm am i just say again thanks"
              + " please no problem under course, speaking spelled spelt spell");

  private static final Set<String> PARTICLES =
      WordList.of(
          "van von de der den la le du da di del dos el al bin ibn st mc mac o y zu zur"
              + " ten ter");

  private static final Set<String> SPELLING =
      WordList.of(
          "spelled spelt spelling that's thats it's as with is and so um uh double"
              + " capital then first last name which i spell it dash hyphen apostrophe");

  private static final Set<String> AFTER_ANSWER =
      WordList.of(
          "and that's spelled spelt with speaking you please the born date phone yes"
              + " thanks january february march april may june july august september october"
              + " november december jan feb mar apr jun jul aug sep oct nov dec first second"
              + " third");

  private NameReader() {}

  /**
   * A name.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param words its words in lower case, without spelled ones
   */
  record Name(int start, int end, List<String> words) {}

  /** The name that begins right after a place, possibly after a hesitation. */
  static Optional<Name> after(Segment segment, int place) {
    int i = segment.tokenAt(place);
    return read(segment, skip(segment, i, 3)).filter(name -> !isThing(segment, name));
  }

  /** The name that a whole segment gives in answer to a question. */
  static Optional<Name> answer(Segment segment) {
    long words =
        segment.tokens().stream()
            .limit(LONGEST_ANSWER * 4)
            .filter(token -> token.kind() == Token.Kind.WORD && token.word().length() > 1)
            .count();
    return words > LONGEST_ANSWER
        ? Optional.empty()
        : read(segment, skip(segment, 0, 8)).filter(name -> isAll(segment, name));
  }

  /** "Maria speaking": the name at the start of a segment, if one of these words follows. */
  static Optional<Name> before(Segment segment, Set<String> words) {
    return read(segment, skip(segment, 0, 3))
        .filter(name -> words.contains(segment.wordAfter(name.end())))
        .filter(name -> !segment.wordAfter(name.end()).equals("from"));
  }

  /** Whether only words follow that may follow a name. */
  private static boolean isAll(Segment segment, Name name) {
    int next = segment.tokenAt(name.end());
    boolean sign =
        next < segment.tokens().size() && segment.tokens().get(next).kind() == Token.Kind.SIGN;
    int first = segment.tokenAt(name.start());
    String before = first > 0 ? segment.tokens().get(first - 1).word() : "";
    String after = segment.wordAfter(name.end());
    return !before.equals("the")
        && !before.equals("my")
        && (sign
            || after.isEmpty()
            || AFTER_ANSWER.contains(after)
            || SpokenNumber.of(after).isPresent()
            || Character.isDigit(after.charAt(0))
            || NameDetector.isGiven(name));
  }

  /** "The name of the car": the name of something with an article is not a person's name. */
  private static boolean isThing(Segment segment, Name name) {
    int first = segment.tokenAt(name.start());
    return first > 0 && segment.tokens().get(first - 1).word().equals("the");
  }

  static String withoutGenitive(String word) {
    return word.endsWith("'s") || word.endsWith("\u2019s")
        ? word.substring(0, word.length() - 2)
        : word;
  }

  private static int skip(Segment segment, int from, int most) {
    List<Token> tokens = segment.tokens();
    int i = from;
    int words = 0;
    while (i < tokens.size()) {
      segment.work().step();
      Token token = tokens.get(i);
      boolean sign =
          token.kind() == Token.Kind.SIGN && ",.\"'*_:\u201c\u2018\u201e-".contains(token.word());
      boolean filler = FILLERS.contains(token.word()) && words < most && !isSpelledNext(tokens, i);
      if (!sign && !filler) {
        break;
      }
      words += filler ? 1 : 0;
      i++;
    }
    return i;
  }

  /** "i" begins a spelled name if another letter follows. */
  private static boolean isSpelledNext(List<Token> tokens, int i) {
    return tokens.get(i).isLetter() && i + 1 < tokens.size() && tokens.get(i + 1).isLetter();
  }

  private static Optional<Name> read(Segment segment, int from) {
    List<Token> tokens = segment.tokens();
    List<String> words = new ArrayList<>();
    int i = from;
    int end = -1;
    int letters = 0;
    boolean capitals = false;
    while (i < tokens.size() && words.size() < MOST_WORDS + 2 && letters < MOST_LETTERS) {
      segment.work().steps(STEPS_PER_WORD);
      Token token = tokens.get(i);
      int spelled = endOfSpelling(tokens, i);
      if (spelled > i) {
        letters += spelled - i;
        end = tokens.get(spelled - 1).end();
        i = spelled;
      } else if (isNameWord(segment, token, words, capitals)) {
        capitals |= isCapital(segment, token);
        words.add(withoutGenitive(token.word()));
        end = token.start() + withoutGenitive(token.word()).length();
        i++;
      } else if (end >= 0 && joins(tokens, i)) {
        i++;
      } else {
        break;
      }
    }
    return end < 0 ? Optional.empty() : Optional.of(new Name(tokens.get(from).start(), end, words));
  }

  private static boolean isNameWord(
      Segment segment, Token token, List<String> words, boolean capitals) {
    if (token.kind() != Token.Kind.WORD || segment.isExplained(token)) {
      return false;
    }
    if (PARTICLES.contains(token.word())) {
      return !words.isEmpty() && !CommonWords.contains(token.word());
    }
    boolean caseFits = !capitals || isCapital(segment, token);
    return words.size() < MOST_WORDS
        && caseFits
        && (token.word().length() > 1 || !words.isEmpty() || isInitial(segment, token))
        && isSpeakable(token.word())
        && !CommonWords.contains(withoutGenitive(token.word()))
        && !token.word().endsWith("n't")
        && SpokenNumber.of(token.word()).isEmpty();
  }

  /** "T Hargreaves", but neither "a" nor "I" before a word. */
  private static boolean isInitial(Segment segment, Token token) {
    String next = segment.wordAfter(token.end());
    return !token.word().equals("a")
        && !token.word().equals("i")
        && next.length() > 2
        && Character.isLetter(next.charAt(0))
        && !CommonWords.contains(next);
  }

  /** Whether it has a vowel or a letter of another script, as almost all names have. */
  private static boolean isSpeakable(String word) {
    return word.length() == 1
        || word.equals("ng")
        || word.chars().anyMatch(c -> c > 'z' || "aeiouy".indexOf(c) >= 0);
  }

  /** Signs within a name, and words that introduce its spelling. */
  private static boolean joins(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    int next = i + 1;
    if (token.kind() == Token.Kind.SIGN && ",.-\u2011\u2010".contains(token.word())) {
      boolean dash = !token.isSign(',') && !token.isSign('.');
      return next < tokens.size()
          && (endOfSpelling(tokens, next) > next
              || SPELLING.contains(tokens.get(next).word())
              || (dash && tokens.get(next).kind() == Token.Kind.WORD)
              || (token.isSign('.') && tokens.get(i - 1).isLetter()));
    }
    for (int ahead = i; ahead < Math.min(tokens.size(), i + 5); ahead++) {
      if (endOfSpelling(tokens, ahead) > ahead) {
        return true;
      }
      boolean sign = tokens.get(ahead).kind() == Token.Kind.SIGN;
      if (!sign && !SPELLING.contains(tokens.get(ahead).word())) {
        return false;
      }
    }
    return false;
  }

  /** Where a row of at least two spelled letters ends; the given index if there is none. */
  private static int endOfSpelling(List<Token> tokens, int from) {
    int i = from;
    int letters = 0;
    int end = from;
    while (i < tokens.size() && letters < MOST_LETTERS) {
      Token token = tokens.get(i);
      Optional<SpelledLetter> letter =
          token.kind() == Token.Kind.WORD ? SpelledLetter.at(tokens, i) : Optional.empty();
      if (letter.isPresent()) {
        i = letter.get().last() + 1;
        letters++;
        end = i;
      } else if (letters > 0
          && (token.word().equals("double") || ",-.".contains(token.word()))
          && i + 1 < tokens.size()
          && tokens.get(i + 1).isLetter()) {
        i++;
      } else {
        break;
      }
    }
    return letters >= 2 ? end : from;
  }

  private static boolean isCapital(Segment segment, Token token) {
    return Character.isUpperCase(segment.text().codePointAt(token.start()));
  }
}
