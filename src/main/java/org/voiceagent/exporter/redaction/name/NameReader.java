package org.voiceagent.exporter.redaction.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.name.PersonNames.Kind;
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

  /** The work of one word with the words after it, in characters. */
  private static final int STEPS_PER_WORD = 50;

  private static final Set<String> FILLERS =
      WordList.of(
          "mr mrs ms miss dr um uh uhm er erm well like so okay ok yes yeah sure it's"
              + " its it is that's that actually oh my name the full first last surname would"
              + " be this ah hi hello of course certainly i'm am i just say again thanks"
              + " please no problem under course, speaking spelled spelt spell that'd you're"
              + " through to for called hey with doctor as and");

  private static final Set<String> PARTICLES =
      WordList.of(
          "van von de der den la le du da di del dos el al bin ibn st mc mac o y zu zur"
              + " ten ter");

  private static final Set<String> SPELLING =
      WordList.of(
          "spelled spelt spelling that's thats it's as with is and so um uh double"
              + " capital then first last name which i spell it dash hyphen apostrophe");

  private NameReader() {}

  /**
   * A name.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param words its words, without spelled ones
   * @param evidence how likely it is one, judged by its words alone
   */
  record Name(int start, int end, List<Token> words, NameEvidence evidence) {}

  /** The name that begins with a token, possibly after a hesitation. */
  static Optional<Name> after(Segment segment, int from) {
    return at(segment, skip(segment, from, 3)).filter(name -> !isThing(segment, name));
  }

  /** The name that ends right before a token, or before a comma in front of it. */
  static Optional<Name> before(Segment segment, int next) {
    List<Token> tokens = segment.tokens();
    int end = next > 0 && tokens.get(next - 1).isSign(',') ? next - 1 : next;
    for (int first = Math.max(0, end - MOST_WORDS); first < end; first++) {
      Optional<Name> name = at(segment, first);
      if (name.isPresent() && segment.tokenAt(name.get().end()) == end) {
        return name;
      }
    }
    return Optional.empty();
  }

  /** The name that begins with a token. */
  static Optional<Name> at(Segment segment, int from) {
    List<Token> tokens = segment.tokens();
    List<Token> words = new ArrayList<>();
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
        capitals |= isUpper(segment, token);
        words.add(token);
        end = token.start() + withoutGenitive(token.word()).length();
        boolean genitive = end < token.end();
        i = genitive ? tokens.size() : i + 1;
      } else if (end >= 0 && joins(tokens, i)) {
        i++;
      } else {
        break;
      }
    }
    return end < 0
        ? Optional.empty()
        : Optional.of(
            new Name(tokens.get(from).start(), end, words, NameEvidence.of(segment, words)));
  }

  /** The index of the first token, from this one on, that is no hesitation. */
  static int skip(Segment segment, int from, int most) {
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

  /** "The name of the car": the name of something with an article is not a person's name. */
  static boolean isThing(Segment segment, Name name) {
    int first = segment.tokenAt(name.start());
    return first > 0 && segment.tokens().get(first - 1).word().equals("the");
  }

  static String withoutGenitive(String word) {
    return word.endsWith("'s") || word.endsWith("\u2019s")
        ? word.substring(0, word.length() - 2)
        : word;
  }

  /** "i" begins a spelled name if another letter follows. */
  private static boolean isSpelledNext(List<Token> tokens, int i) {
    return tokens.get(i).isLetter() && i + 1 < tokens.size() && tokens.get(i + 1).isLetter();
  }

  private static boolean isNameWord(
      Segment segment, Token token, List<Token> words, boolean capitals) {
    if (token.kind() != Token.Kind.WORD || segment.isExplained(token)) {
      return false;
    }
    if (PARTICLES.contains(token.word())) {
      return !words.isEmpty() && !CommonWords.contains(token.word());
    }
    return words.size() < MOST_WORDS
        && (!capitals || isUpper(segment, token))
        && (token.word().length() > 1 || !words.isEmpty() || isInitial(segment, token))
        && isSpeakable(token.word())
        && !isBeforeNumber(segment, token)
        && !token.word().endsWith("n't")
        && SpokenNumber.of(token.word()).isEmpty()
        && segment
            .vocabulary()
            .filter(known -> known.isEveryday(token) || segment.isCue(token))
            .isEmpty()
        && mayBeName(segment, token, words);
  }

  /**
   * Whether a word may be part of a name. An everyday word may be the first one before a family
   * name ("Bill Hahn"), and any word that has a capital letter.
   */
  private static boolean mayBeName(Segment segment, Token token, List<Token> words) {
    String word = withoutGenitive(token.word());
    if (token.isLetter() && !words.isEmpty()) {
      return isUpper(segment, token) || !CommonWords.contains(word);
    }
    if (CommonWords.contains(word)) {
      return words.isEmpty() && PersonNames.isGiven(word) && isFamilyNext(segment, token);
    }
    return PersonNames.of(word).mayBeName()
        || (words.isEmpty() && NameEvidence.isCapital(segment, token));
  }

  private static boolean isFamilyNext(Segment segment, Token token) {
    int next = segment.tokenAt(token.end());
    return next < segment.tokens().size()
        && NameEvidence.kind(segment.tokens().get(next)) == Kind.FAMILY;
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

  /** "ORD-2024". */
  private static boolean isBeforeNumber(Segment segment, Token token) {
    String text = segment.text();
    return token.end() + 1 < text.length()
        && "-_#".indexOf(text.charAt(token.end())) >= 0
        && Character.isDigit(text.charAt(token.end() + 1));
  }

  /** Whether a word only joins the parts of a name: "van". */
  static boolean isParticle(Token token) {
    return PARTICLES.contains(token.word());
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

  private static boolean isUpper(Segment segment, Token token) {
    return Character.isUpperCase(segment.text().codePointAt(token.start()));
  }
}
