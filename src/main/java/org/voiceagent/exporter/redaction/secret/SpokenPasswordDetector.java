package org.voiceagent.exporter.redaction.secret;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Finds spoken passwords where they are announced or asked for: spelled ("capital h u n t e r
 * two"), as a phrase ("correct horse battery staple"), or as a memorable word. Thread-safe.
 */
public final class SpokenPasswordDetector {
  /** Secrets that consist of words rather than digits. */
  private static final Pattern WORDY =
      Pattern.compile(
          "pass|word|phrase|answer|question|letter|character|key|memorable|pet|school|teacher|kennwort|contrase|mot"
              + " de",
          Pattern.CASE_INSENSITIVE);

  /** Questions for single characters, where even one must stay secret. */
  private static final Pattern CHARACTERS =
      Pattern.compile("letter|character", Pattern.CASE_INSENSITIVE);

  private static final Set<String> LINKS = WordList.of("is was are be to as says : =");

  private static final Set<String> FILLERS =
      WordList.of(
          "um uh uhm er erm well it's its it is was yes yeah yep sure okay ok so oh my"
              + " the that's that would be i think believe should it'll password passphrase"
              + " passcode word answer phrase key code of course right alright here you go mm"
              + " hm like just now for this one");

  private static final Set<String> STOPS =
      WordList.of(
          "but and or that's that i i'm i've i'd you your it it's is was are with all"
              + " because so for please thanks thank no not don't do can if then when why"
              + " what how who we they he she in on at to as from too have has isn't doesn't"
              + " didn't can't won't sorry right yeah yes ok okay my a an me there there's"
              + " lower upper");

  /** Answers to a question for a password that are no password. */
  private static final Set<String> REFUSALS =
      WordList.of(
          "forgot forgotten remember sec second moment minute hang hold bear let lost"
              + " none nothing never reset wrong locked really maybe already still what's"
              + " sorry pardon excuse hello hi before need want trying tried wait give");

  private static final Set<String> SIGNS =
      WordList.of(
          "capital uppercase lowercase upper lower case big small double triple dash"
              + " underscore hyphen dot hash star asterisk exclamation mark point dollar sign"
              + " percent ampersand slash then and um uh caps letter number - , .");

  private static final Set<SpokenNumber.Kind> FIGURES =
      EnumSet.of(SpokenNumber.Kind.FIGURE, SpokenNumber.Kind.TEEN, SpokenNumber.Kind.TENS);

  private static final int MOST_WORDS = 5;
  private static final int MOST_SYMBOLS = 40;
  private static final int FEWEST_SYMBOLS = 3;

  /** A spelled password begins at most this many words after "password". */
  private static final int WIDEST = 14;

  private static final int LONGEST_ANSWER = 40;
  private static final int LONGEST_OF_CHARACTERS = 12;

  private SpokenPasswordDetector() {}

  public static void detect(List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      for (Cue cue : segment.cues()) {
        if (isWordy(segment, cue)) {
          announced(segment, cue);
        }
      }
      if (i > 0 && segment.tokens().size() <= LONGEST_ANSWER) {
        answer(segments, i);
      }
    }
  }

  private static boolean isWordy(Segment segment, Cue cue) {
    return cue.topic() == Topic.SECRET && WORDY.matcher(said(segment, cue)).find();
  }

  private static String said(Segment segment, Cue cue) {
    return segment.text().substring(cue.start(), cue.end());
  }

  private static void announced(Segment segment, Cue cue) {
    List<Token> tokens = segment.tokens();
    int next = segment.tokenAt(cue.end());
    int last = Math.min(tokens.size(), next + WIDEST);
    for (int i = next; i < last; i++) {
      segment.work().step();
      int end = endOfSpelling(segment, i, FEWEST_SYMBOLS);
      if (end > i) {
        mark(segment, i, end);
        return;
      }
    }
    boolean linked =
        next < tokens.size()
            && (LINKS.contains(tokens.get(next).word()) || said(segment, cue).endsWith("'s"));
    if (linked) {
      phrase(segment, next + 1);
    }
  }

  private static void answer(List<Segment> segments, int i) {
    Segment segment = segments.get(i);
    Optional<Cue> asked = Question.before(segments, i).filter(cue -> cue.topic() == Topic.SECRET);
    if (asked.isEmpty()) {
      return;
    }
    Segment question = segments.get(i - 1);
    if (question.speaker() == segment.speaker()
        || !question.cues().contains(asked.get())
        || !isWordy(question, asked.get())) {
      return;
    }
    int first = skipFillers(segment, 0);
    if (CHARACTERS.matcher(said(question, asked.get())).find()
        && segment.tokens().size() <= LONGEST_OF_CHARACTERS) {
      markIfAny(segment, first, endOfSpelling(segment, first, 1));
      return;
    }
    for (int at = first; at < segment.tokens().size(); at++) {
      int end = endOfSpelling(segment, at, FEWEST_SYMBOLS);
      if (end > at) {
        mark(segment, at, end);
        return;
      }
    }
    phrase(segment, 0);
  }

  private static int skipFillers(Segment segment, int from) {
    List<Token> tokens = segment.tokens();
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

  /** Marks a phrase that ends with the sentence or before its continuation. */
  private static void phrase(Segment segment, int from) {
    List<Token> tokens = segment.tokens();
    int first = skipFillers(segment, from);
    int i = first;
    int words = 0;
    int uncommon = 0;
    while (i < tokens.size() && words <= MOST_WORDS && goesOn(tokens.get(i))) {
      Token token = tokens.get(i);
      if (!token.isSign(',') && !token.isSign('-')) {
        words++;
        boolean plain =
            CommonWords.contains(token.word())
                || WrittenSecrets.isNoPassword(token.word())
                || !Interjection.isOther(token)
                || segment.isCue(token);
        uncommon += plain || token.word().length() < 3 ? 0 : 1;
      }
      i++;
    }
    boolean refused =
        first < tokens.size()
            && (REFUSALS.contains(tokens.get(first).word())
                || (words <= 2 && WrittenSecrets.isNoPassword(tokens.get(first).word())));
    if (uncommon > 0 && words <= MOST_WORDS && !refused) {
      mark(segment, first, i);
    }
  }

  private static boolean goesOn(Token token) {
    return token.kind() == Token.Kind.WORD
        ? !STOPS.contains(token.word()) && SpokenNumber.of(token.word()).isEmpty()
        : token.kind() == Token.Kind.MIXED || token.isSign(',') || token.isSign('-');
  }

  /**
   * The index after a row of spelled letters, digits and signs; the given index if there is none.
   */
  private static int endOfSpelling(Segment segment, int from, int fewest) {
    List<Token> tokens = segment.tokens();
    int end = from;
    int letters = 0;
    int symbols = 0;
    int i = from;
    while (i < tokens.size() && i - from < MOST_SYMBOLS) {
      segment.work().step();
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

  private static void markIfAny(Segment segment, int first, int end) {
    if (end > first) {
      mark(segment, first, end);
    }
  }

  private static void mark(Segment segment, int first, int end) {
    int last = end - 1;
    while (last > first && segment.tokens().get(last).kind() == Token.Kind.SIGN) {
      last--;
    }
    segment.add(
        DetectedSpan.match(
            Category.SECRET,
            DetectedSpan.BY_CONTEXT,
            segment.tokens().get(first).start(),
            segment.tokens().get(last).end()));
  }
}
