package org.voiceagent.exporter.redaction.name;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.PersonWords;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordList;
import org.voiceagent.exporter.redaction.text.WordPattern;

/**
 * Finds names where someone gives one: "my name is", "this is ... speaking", in answer to a
 * question, or spelled. A name that was given once is found wherever it is said. Thread-safe.
 */
public final class NameDetector {
  private static final Set<String> GIVEN = WordList.read("given-names.txt");

  /** Words before a name; the name need not be in the list of given names. */
  private static final WordPattern SURE =
      pattern(
          "(?:(?:first|last|middle|maiden|full|given|family|sur|nick|caller's|user|patient|customer|account"
              + " holder)[ -]?name|my name|the name|name|sur ?name)(?: on (?:the|my)"
              + " (?:card|account|order|booking|reservation))?(?:\\s+(?:is|was|would be|should"
              + " be)|['\u2019]s|:)|(?:your|my|the|his|her) name as|under the name(?: of)?|(?:name"
              + " of|name (?:on|for) (?:it|this|that) is|call me|goes by|go by|go by the"
              + " name)|(?:mr|mrs|ms|mister|missus|dr|prof|(?<!(?:the|an?|my|your|our|i|you|to|we|they|this|that|any)"
              + " )(?:miss|doctor|professor)|herr|frau|se[nñ]or|se[nñ]ora|monsieur|madame)\\.?(?=\\s)|ich"
              + " hei[sß]+e|mein name ist|me llamo|mi nombre es|je m['\u2019]appelle|mon nom est|je"
              + " suis");

  /** Words before a name that must be in the list of given names. */
  private static final WordPattern LIKELY =
      pattern(
          "(?:(?:speak|talk|chat|spoke|spoken|talked) (?:to|with)|through to|ask(?:ed|ing)?"
              + " for|looking for|tell(?: him| her| them)?|on behalf of|dear|meeting"
              + " with|appointment"
              + " with|(?:send|transfer|pay|wire|owe|give|lend|sent|paid)[^.?!,;\\n"
              + "]{0,40} to|(?:my|your|his|her|their|our|the) "
              + PersonWords.ROLES
              + "(?: is| is called|'s name is|'s)?|this is|it's|it is|i'm|i am|i\u2019m|speaking"
              + " (?:with|to)|talking (?:with|to)|you're through to|hi|hello|hey|thanks|thank"
              + " you|under|for|cardholder is|card holder is|holder"
              + " is|sincerely|regards|goodbye|bye|ich bin|soy|c'est|hier ist)");

  /** How callers introduce themselves; the name need not be in the list of given names. */
  private static final WordPattern INTRODUCED =
      pattern(
          "(?:hi|hello|hey|morning|afternoon|evening)(?: there| again)?[ ,.!]{1,3}(?:i'm|i\u2019m|i"
              + " am|this is|it's|it is)");

  /** Words with which a caller continues after the name. */
  private static final Set<String> AFTER_INTRODUCTION =
      Set.of("", "i'm", "i\u2019m", "i", "calling", "here", "from", "and", "can", "could");

  /** Words before a name in a question such as "is Maria there". */
  private static final WordPattern ASKED_FOR = pattern("(?:is|if|was)");

  private static final Set<String> PRESENT =
      Set.of("there", "in", "available", "around", "free", "about", "out", "back");

  private static final Set<String> AFTER_SPEAKER = Set.of("speaking", "calling", "here", "from");

  private static final int MOST_WORDS = 4;

  private NameDetector() {}

  private static WordPattern pattern(String words) {
    return WordPattern.of("(?<![\\p{L}\\p{M}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{M}\\p{N}])");
  }

  public static void detect(List<Segment> segments) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      SURE.each(
          segment.indexed(),
          sure -> NameReader.after(segment, sure.end()).ifPresent(n -> mark(segment, n, known)));
      LIKELY.each(
          segment.indexed(),
          likely ->
              NameReader.after(segment, likely.end())
                  .filter(name -> !isExample(segment, likely.start()))
                  .filter(name -> looksLikeName(segment, name, likely.group()))
                  .ifPresent(name -> mark(segment, name, known)));
      INTRODUCED.each(
          segment.indexed(),
          greeting ->
              NameReader.after(segment, greeting.end())
                  .filter(name -> isIntroduced(segment, name))
                  .ifPresent(name -> mark(segment, name, known)));
      ASKED_FOR.each(
          segment.indexed(),
          asked ->
              NameReader.after(segment, asked.end())
                  .filter(name -> isGiven(name) && PRESENT.contains(segment.wordAfter(name.end())))
                  .ifPresent(name -> mark(segment, name, known)));
      NameReader.before(segment, AFTER_SPEAKER).ifPresent(name -> mark(segment, name, known));
      answer(segments, i).ifPresent(name -> mark(segment, name, known));
    }
    segments.forEach(segment -> markKnown(segment, known));
  }

  /** The answer to a question for a name. */
  private static Optional<NameReader.Name> answer(List<Segment> segments, int i) {
    Segment segment = segments.get(i);
    if (i == 0
        || segment.tokens().isEmpty()
        || segments.get(i - 1).speaker() == segment.speaker()) {
      return Optional.empty();
    }
    boolean asked =
        segments.get(i - 1).cues().stream().anyMatch(last -> last.topic() == Topic.NAME)
            || (Interjection.is(segments.get(i - 1))
                && Question.before(segments, i)
                    .filter(cue -> cue.topic() == Topic.NAME)
                    .isPresent());
    return asked ? NameReader.answer(segment) : Optional.empty();
  }

  /** "M for Mike" spells a letter. */
  private static boolean isExample(Segment segment, int start) {
    int before = segment.tokenAt(start) - 1;
    return before >= 0
        && segment.tokens().get(before).isLetter()
        && SpelledLetter.at(segment.tokens(), before)
            .filter(letter -> letter.last() > before)
            .isPresent();
  }

  private static boolean isIntroduced(Segment segment, NameReader.Name name) {
    if (name.words().isEmpty()) {
      return false;
    }
    String first = name.words().get(0);
    return !first.endsWith("ing")
        && !first.endsWith("ed")
        && AFTER_INTRODUCTION.contains(segment.wordAfter(name.end()));
  }

  static boolean isGiven(NameReader.Name name) {
    return !name.words().isEmpty() && GIVEN.contains(name.words().get(0));
  }

  private static boolean looksLikeName(Segment segment, NameReader.Name name, String before) {
    String first = name.words().isEmpty() ? "" : name.words().get(0);
    boolean given = GIVEN.contains(first);
    boolean thisIs = before.toLowerCase(Locale.ROOT).endsWith(" is");
    return given || (thisIs && AFTER_SPEAKER.contains(segment.wordAfter(name.end())));
  }

  private static void mark(Segment segment, NameReader.Name name, Set<String> known) {
    segment.add(
        DetectedSpan.match(Category.NAME, DetectedSpan.BY_CONTEXT, name.start(), name.end()));
    List<String> words = new ArrayList<>(name.words());
    words.removeIf(word -> word.length() < 3 || CommonWords.contains(word));
    known.addAll(words);
  }

  /** Marks known names where they are said again. */
  private static void markKnown(Segment segment, Set<String> known) {
    if (known.isEmpty()) {
      return;
    }
    List<Token> tokens = segment.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      int last = i;
      while (last < tokens.size() && last - i < MOST_WORDS && isKnown(tokens.get(last), known)) {
        last++;
      }
      if (last > i) {
        segment.add(
            DetectedSpan.match(
                Category.NAME,
                DetectedSpan.BY_CONTEXT,
                tokens.get(i).start(),
                endOfName(tokens.get(last - 1))));
        i = last - 1;
      }
    }
  }

  private static boolean isKnown(Token token, Set<String> known) {
    return token.kind() == Token.Kind.WORD
        && known.contains(NameReader.withoutGenitive(token.word()));
  }

  private static int endOfName(Token token) {
    return token.start() + NameReader.withoutGenitive(token.word()).length();
  }
}
