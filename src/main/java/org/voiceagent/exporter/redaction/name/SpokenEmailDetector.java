package org.voiceagent.exporter.redaction.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;
import org.voiceagent.exporter.redaction.text.WorkBudget;

/**
 * Finds spoken e-mail addresses: "john dot smith at example dot com", spelled, with digits, or in
 * two turns with only an interjection between them. Thread-safe.
 */
public final class SpokenEmailDetector {
  private static final Set<String> TOP_LEVEL =
      WordList.of(
          "com org net edu gov mil io co uk de fr es it nl eu us ca au in br pl ch at"
              + " be se no dk fi ie pt info biz test example dev app me tv ai invalid local");

  private static final Set<String> DOTS = Set.of("dot", "point", "punkt", "punto", ".");

  private static final Set<String> CONNECTORS =
      WordList.of(
          "dot point period underscore dash hyphen minus plus . _ - + capital lowercase"
              + " double um uh punkt punto tiret strich");

  /** Words before an address that are not part of it. */
  private static final Set<String> NO_NAMES =
      WordList.of(
          "cc copy copied reply replies ping via using mailto invite include add"
              + " address user username login account it's that'd probably either guess"
              + " instead newsletter receipt confirmation quote file document");

  /** A first and a middle name before the last. */
  private static final int MOST_NAMES = 2;

  private static final int LONGEST_HOST = 40;
  private static final int LONGEST_LOCAL = 70;

  /** The work of one token, in characters. */
  private static final int STEPS_PER_TOKEN = 10;

  private SpokenEmailDetector() {}

  public static void detect(List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      List<Token> tokens = segment.tokens();
      for (int at = 0; at < tokens.size(); at++) {
        if (tokens.get(at).word().equals("at") || tokens.get(at).isSign('@')) {
          int end = endOfHost(tokens, at + 1, segment.work());
          if (end > 0 && mark(segments, i, at, end)) {
            at = end;
          }
        }
      }
    }
  }

  /** Marks an address whose host begins after the given token; false if there is none. */
  private static boolean mark(List<Segment> segments, int i, int at, int end) {
    Segment segment = segments.get(i);
    List<Token> tokens = segment.tokens();
    Optional<Integer> start = startOfLocal(tokens, at - 1, segment.work());
    if (start.isPresent()) {
      segment.add(match(tokens, start.get(), end));
      return true;
    }
    if (!segment.beginsWith(tokens.get(at).start())) {
      return false;
    }
    boolean found = false;
    for (int before = i - 1; before >= Math.max(0, i - 2); before--) {
      List<Token> earlier = segments.get(before).tokens();
      int last = earlier.size() - 1;
      while (last >= 0 && earlier.get(last).kind() == Token.Kind.SIGN) {
        last--;
      }
      Optional<Integer> from = startOfLocal(earlier, last, segment.work());
      if (from.isPresent()
          && !Interjection.isHesitation(earlier.subList(from.get(), last + 1), 0)) {
        segments.get(before).add(match(earlier, from.get(), last));
        found |= segments.get(before).speaker() == segment.speaker();
      }
    }
    if (found) {
      segment.add(match(tokens, at, end));
    }
    return found;
  }

  private static DetectedSpan match(List<Token> tokens, int first, int last) {
    return DetectedSpan.match(
        Category.EMAIL, DetectedSpan.BY_FORM, tokens.get(first).start(), tokens.get(last).end());
  }

  /** The index of the last token of a host that begins here; -1 if none does. */
  private static int endOfHost(List<Token> tokens, int from, WorkBudget work) {
    int end = -1;
    int words = 0;
    int last = Math.min(tokens.size(), from + LONGEST_HOST);
    for (int i = from; i < last; i++) {
      work.steps(STEPS_PER_TOKEN);
      Token token = tokens.get(i);
      if (token.word().equals("at") || token.isSign('@')) {
        break;
      }
      if (isDot(tokens, i)) {
        int top = words > 0 ? endOfTopLevel(tokens, i + 1) : -1;
        if (top > 0) {
          end = top;
          i = top;
          if (i + 1 >= tokens.size() || !isDot(tokens, i + 1)) {
            break;
          }
        }
        words = words > 0 ? 1 : 0;
      } else if (token.isSign('-') || token.word().equals("sign") || SpelledLetter.is(tokens, i)) {
        words = Math.max(words, token.isSign('-') ? 0 : 1);
      } else if (isSpeakable(token)
          && words < 4
          && (!isTooCommon(token, words) || isNamedByEnding(tokens, i))) {
        words++;
      } else if (!isSpelling(tokens, i)) {
        break;
      }
    }
    return end;
  }

  /** "." ends a sentence if a space follows it, unless every sign has spaces around it. */
  private static boolean isDot(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    if (!token.isSign('.')) {
      return DOTS.contains(token.word());
    }
    boolean before = i > 0 && tokens.get(i - 1).end() == token.start();
    boolean after = i + 1 < tokens.size() && tokens.get(i + 1).start() == token.end();
    return after || !before;
  }

  /** "company dot se": the ending makes an everyday word a host name. */
  private static boolean isNamedByEnding(List<Token> tokens, int i) {
    return i + 2 < tokens.size()
        && tokens.get(i + 1).word().equals("dot")
        && endOfTopLevel(tokens, i + 2) > 0;
  }

  private static boolean isTooCommon(Token token, int words) {
    return words == 0
        && CommonWords.contains(token.word())
        && SpokenNumber.of(token.word()).isEmpty()
        && !token.word().equals("mail");
  }

  /** "as in": part of the example of a spelled letter. */
  private static boolean isSpelling(List<Token> tokens, int i) {
    return i > 0
        && Set.of("as", "in", "for", "like").contains(tokens.get(i).word())
        && (tokens.get(i - 1).isLetter() || tokens.get(i - 1).word().equals("as"));
  }

  private static boolean isSpeakable(Token token) {
    return token.kind() == Token.Kind.WORD
        || token.kind() == Token.Kind.DIGITS
        || token.kind() == Token.Kind.MIXED;
  }

  /** "com", "c o m". */
  private static int endOfTopLevel(List<Token> tokens, int from) {
    StringBuilder spelled = new StringBuilder();
    int end = -1;
    for (int i = from; i < Math.min(tokens.size(), from + 4); i++) {
      Token token = tokens.get(i);
      if (i == from && TOP_LEVEL.contains(token.word())) {
        return i;
      }
      if (!token.isLetter()) {
        break;
      }
      spelled.append(token.word());
      end = TOP_LEVEL.contains(spelled.toString()) ? i : end;
    }
    return end;
  }

  /** The index of the first token of a possible local part, read backwards from "at". */
  private static Optional<Integer> startOfLocal(List<Token> tokens, int last, WorkBudget work) {
    int start = -1;
    boolean joined = true;
    int names = 0;
    for (int i = last; i >= 0 && last - i < LONGEST_LOCAL; i--) {
      work.steps(STEPS_PER_TOKEN);
      Token token = tokens.get(i);
      boolean connector = CONNECTORS.contains(token.word());
      int example = startOfExample(tokens, i);
      if (example >= 0) {
        start = example;
        i = example;
        joined = false;
      } else if (connector) {
        joined = true;
      } else if (token.isLetter() || isNumber(token)) {
        boolean article = token.isLetter() && i > 0 && i == last && !isPart(tokens, i - 1);
        if (article && CommonWords.contains(token.word())) {
          break;
        }
        start = i;
        joined = false;
      } else if (isSpeakable(token)
          && (joined || (start == i + 1 && isNumber(tokens.get(i + 1))))
          && isLocalWord(tokens, i, last)) {
        start = i;
        joined = false;
      } else if (start == i + 1 && names < MOST_NAMES && isName(tokens, i)) {
        start = i;
        names++;
      } else {
        break;
      }
    }
    return start < 0 || isPlace(tokens, start, last) ? Optional.empty() : Optional.of(start);
  }

  /** "Jay Smith at": an uncommon word before the last one, which is a name. */
  private static boolean isName(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    return token.kind() == Token.Kind.WORD
        && token.word().length() > 1
        && tokens.get(i + 1).kind() == Token.Kind.WORD
        && !CONNECTORS.contains(tokens.get(i + 1).word())
        && !CommonWords.contains(token.word())
        && !NO_NAMES.contains(token.word())
        && SpokenNumber.of(token.word()).isEmpty();
  }

  /** "The one at three dot com", "one at 4 pm": a single "one" is no local part. */
  private static boolean isPlace(List<Token> tokens, int start, int last) {
    return start == last && Set.of("one", "ones").contains(tokens.get(last).word());
  }

  private static boolean isPart(List<Token> tokens, int i) {
    return tokens.get(i).isLetter()
        || isNumber(tokens.get(i))
        || CONNECTORS.contains(tokens.get(i).word());
  }

  /** An everyday word is part of an address only next to a dot or the like. */
  private static boolean isLocalWord(List<Token> tokens, int i, int last) {
    boolean before = i > 0 && CONNECTORS.contains(tokens.get(i - 1).word());
    boolean after = i < last && CONNECTORS.contains(tokens.get(i + 1).word());
    return before || after || !CommonWords.contains(tokens.get(i).word());
  }

  private static boolean isNumber(Token token) {
    return token.kind() == Token.Kind.DIGITS
        || SpokenNumber.of(token.word())
            .filter(number -> number.kind() != SpokenNumber.Kind.BRIDGE)
            .isPresent();
  }

  /** Where "b as in boy" begins if it ends here; -1 if it does not. */
  private static int startOfExample(List<Token> tokens, int i) {
    for (int back = 2; back <= 3 && i - back >= 0; back++) {
      if (tokens.get(i - back).isLetter()
          && SpelledLetter.at(tokens, i - back).filter(letter -> letter.last() == i).isPresent()) {
        return i - back;
      }
    }
    return -1;
  }
}
