package org.voiceagent.exporter.redaction.secret;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Mention;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Span;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;

/**
 * Finds passwords as people say them: spelled ("capital h u n t e r two"), as a phrase ("correct
 * horse battery staple") or a memorable word, where they are announced or asked for. Thread-safe.
 */
public final class SpokenPasswords {
  /** Secrets that are words rather than digits. */
  private static final Pattern WORDY =
      Pattern.compile(
          "pass|word|phrase|answer|question|letter|character|key|memorable|pet|school|teacher|kennwort|contrase|mot"
              + " de",
          Pattern.CASE_INSENSITIVE);

  /** Some of its characters only, of which one is enough to be kept secret. */
  private static final Pattern CHARACTERS =
      Pattern.compile("letter|character", Pattern.CASE_INSENSITIVE);

  private static final Set<String> LINKS =
      Set.of("is", "was", "are", "be", "to", "as", "says", ":", "=");

  private static final Set<String> FILLERS =
      Set.of(
          "um",
          "uh",
          "uhm",
          "er",
          "erm",
          "well",
          "it's",
          "its",
          "it",
          "is",
          "was",
          "yes",
          "yeah",
          "yep",
          "sure",
          "okay",
          "ok",
          "so",
          "oh",
          "my",
          "the",
          "that's",
          "that",
          "would",
          "be",
          "i",
          "think",
          "believe",
          "should",
          "it'll",
          "password",
          "passphrase",
          "passcode",
          "word",
          "answer",
          "phrase",
          "key",
          "code",
          "of",
          "course",
          "right",
          "alright",
          "here",
          "you",
          "go",
          "mm",
          "hm",
          "like",
          "just",
          "now",
          "for",
          "this",
          "one");

  private static final Set<String> STOPS =
      Set.of(
          "but", "and", "or", "that's", "that", "i", "i'm", "i've", "i'd", "you", "your", "it",
          "it's", "is", "was", "are", "with", "all", "because", "so", "for", "please", "thanks",
          "thank", "no", "not", "don't", "do", "can", "if", "then", "when", "why", "what", "how",
          "who", "we", "they", "he", "she", "in", "on", "at", "to", "as", "from", "too", "have",
          "has", "isn't", "doesn't", "didn't", "can't", "won't", "sorry", "right", "yeah", "yes",
          "ok", "okay", "my", "a", "an", "me", "there", "there's", "lower", "upper");

  /** What answers a question for a password without being one. */
  private static final Set<String> REFUSALS =
      Set.of(
          "forgot",
          "forgotten",
          "remember",
          "sec",
          "second",
          "moment",
          "minute",
          "hang",
          "hold",
          "bear",
          "let",
          "lost",
          "none",
          "nothing",
          "never",
          "reset",
          "wrong",
          "locked",
          "really",
          "maybe",
          "already",
          "still",
          "what's",
          "sorry",
          "pardon",
          "excuse",
          "hello",
          "hi",
          "before",
          "need",
          "want",
          "trying",
          "tried",
          "wait",
          "give");

  private static final Set<String> SIGNS =
      Set.of(
          "capital",
          "uppercase",
          "lowercase",
          "upper",
          "lower",
          "case",
          "big",
          "small",
          "double",
          "triple",
          "dash",
          "underscore",
          "hyphen",
          "dot",
          "hash",
          "star",
          "asterisk",
          "exclamation",
          "mark",
          "point",
          "dollar",
          "sign",
          "percent",
          "ampersand",
          "slash",
          "then",
          "and",
          "um",
          "uh",
          "caps",
          "letter",
          "number",
          "-",
          ",",
          ".");

  private static final Set<SpokenNumber.Kind> FIGURES =
      EnumSet.of(SpokenNumber.Kind.FIGURE, SpokenNumber.Kind.TEEN, SpokenNumber.Kind.TENS);

  private static final int MOST_WORDS = 5;
  private static final int MOST_SYMBOLS = 40;
  private static final int FEWEST_SYMBOLS = 3;

  /** So many words after "password" a spelled one may begin. */
  private static final int WIDEST = 14;

  private static final int LONGEST_ANSWER = 40;
  private static final int LONGEST_OF_CHARACTERS = 12;

  private SpokenPasswords() {}

  public static void detect(List<Passage> passages) {
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      for (Mention mention : passage.mentions()) {
        if (isWordy(passage, mention)) {
          announced(passage, mention);
        }
      }
      if (i > 0 && passage.tokens().size() <= LONGEST_ANSWER) {
        answer(passages, i);
      }
    }
  }

  private static boolean isWordy(Passage passage, Mention mention) {
    return mention.topic() == Topic.SECRET && WORDY.matcher(said(passage, mention)).find();
  }

  private static String said(Passage passage, Mention mention) {
    return passage.text().substring(mention.start(), mention.end());
  }

  private static void announced(Passage passage, Mention mention) {
    List<Token> tokens = passage.tokens();
    int next = passage.tokenAt(mention.end());
    int last = Math.min(tokens.size(), next + WIDEST);
    for (int i = next; i < last; i++) {
      passage.work().step();
      int end = endOfSpelling(passage, i, FEWEST_SYMBOLS);
      if (end > i) {
        mark(passage, i, end);
        return;
      }
    }
    boolean linked =
        next < tokens.size()
            && (LINKS.contains(tokens.get(next).word()) || said(passage, mention).endsWith("'s"));
    if (linked) {
      phrase(passage, next + 1);
    }
  }

  private static void answer(List<Passage> passages, int i) {
    Passage passage = passages.get(i);
    Optional<Mention> asked =
        Question.before(passages, i).filter(mention -> mention.topic() == Topic.SECRET);
    if (asked.isEmpty()) {
      return;
    }
    Passage question = passages.get(i - 1);
    if (question.speaker() == passage.speaker()
        || !question.mentions().contains(asked.get())
        || !isWordy(question, asked.get())) {
      return;
    }
    int first = skipFillers(passage, 0);
    if (CHARACTERS.matcher(said(question, asked.get())).find()
        && passage.tokens().size() <= LONGEST_OF_CHARACTERS) {
      markIfAny(passage, first, endOfSpelling(passage, first, 1));
      return;
    }
    for (int at = first; at < passage.tokens().size(); at++) {
      int end = endOfSpelling(passage, at, FEWEST_SYMBOLS);
      if (end > at) {
        mark(passage, at, end);
        return;
      }
    }
    phrase(passage, 0);
  }

  private static int skipFillers(Passage passage, int from) {
    List<Token> tokens = passage.tokens();
    int i = from;
    while (i < tokens.size()
        && (tokens.get(i).kind() == Token.Kind.SIGN || FILLERS.contains(tokens.get(i).word()))
        && !isSpelled(tokens, i)) {
      i++;
    }
    return i;
  }

  /** "I" begins a spelled word if another letter follows. */
  private static boolean isSpelled(List<Token> tokens, int i) {
    return tokens.get(i).isLetter() && i + 1 < tokens.size() && tokens.get(i + 1).isLetter();
  }

  /** Marks some words that end with the sentence or before what goes on with it. */
  private static void phrase(Passage passage, int from) {
    List<Token> tokens = passage.tokens();
    int first = skipFillers(passage, from);
    int i = first;
    int words = 0;
    int uncommon = 0;
    while (i < tokens.size() && words <= MOST_WORDS && goesOn(tokens.get(i))) {
      Token token = tokens.get(i);
      if (!token.isSign(',') && !token.isSign('-')) {
        words++;
        boolean plain =
            CommonWords.contains(token.word())
                || Secrets.isNoPassword(token.word())
                || !Interjection.isOther(token)
                || passage.isMention(token);
        uncommon += plain || token.word().length() < 3 ? 0 : 1;
      }
      i++;
    }
    boolean refused =
        first < tokens.size()
            && (REFUSALS.contains(tokens.get(first).word())
                || (words <= 2 && Secrets.isNoPassword(tokens.get(first).word())));
    if (uncommon > 0 && words <= MOST_WORDS && !refused) {
      mark(passage, first, i);
    }
  }

  private static boolean goesOn(Token token) {
    return token.kind() == Token.Kind.WORD
        ? !STOPS.contains(token.word()) && SpokenNumber.of(token.word()).isEmpty()
        : token.kind() == Token.Kind.MIXED || token.isSign(',') || token.isSign('-');
  }

  /**
   * The index after a row of spelled letters, figures and signs; the given one if there is none.
   */
  private static int endOfSpelling(Passage passage, int from, int fewest) {
    List<Token> tokens = passage.tokens();
    int end = from;
    int letters = 0;
    int symbols = 0;
    int i = from;
    while (i < tokens.size() && i - from < MOST_SYMBOLS) {
      passage.work().step();
      Token token = tokens.get(i);
      Optional<SpokenNumber.Kind> number = SpokenNumber.of(token.word()).map(SpokenNumber::kind);
      boolean figure =
          token.kind() == Token.Kind.DIGITS || number.filter(FIGURES::contains).isPresent();
      boolean letter = token.isLetter() && !isWord(tokens, i);
      if (letter || figure) {
        letters += letter ? 1 : 0;
        symbols++;
        end = i + 1;
      } else if (!SIGNS.contains(token.word()) || (i == from && !isCase(token))) {
        break;
      }
      i++;
    }
    boolean enough = fewest == 1 ? symbols >= 1 : letters >= 2 && symbols >= fewest;
    return enough ? end : from;
  }

  private static boolean isCase(Token token) {
    return token.word().equals("capital")
        || token.word().equals("uppercase")
        || token.word().equals("lowercase")
        || token.word().equals("double");
  }

  /** "I" and "a" are words unless letters stand next to them. */
  private static boolean isWord(List<Token> tokens, int i) {
    String word = tokens.get(i).word();
    boolean ambiguous = word.equals("i") || word.equals("a");
    boolean before = i > 0 && (tokens.get(i - 1).isLetter() || isCase(tokens.get(i - 1)));
    boolean after = i + 1 < tokens.size() && tokens.get(i + 1).isLetter();
    boolean joined = i + 1 < tokens.size() && tokens.get(i + 1).word().equals("and");
    return ambiguous && !before && !after && !joined;
  }

  private static void markIfAny(Passage passage, int first, int end) {
    if (end > first) {
      mark(passage, first, end);
    }
  }

  private static void mark(Passage passage, int first, int end) {
    int last = end - 1;
    while (last > first && passage.tokens().get(last).kind() == Token.Kind.SIGN) {
      last--;
    }
    passage.add(
        Span.hit(
            Category.SECRET,
            Span.TOLD,
            passage.tokens().get(first).start(),
            passage.tokens().get(last).end()));
  }
}
