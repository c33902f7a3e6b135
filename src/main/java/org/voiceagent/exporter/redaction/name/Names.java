package org.voiceagent.exporter.redaction.name;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.People;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Span;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordList;
import org.voiceagent.exporter.redaction.text.WordPattern;

/**
 * Finds names where somebody gives one: "my name is", "this is ... speaking", in answer to a
 * question, spelled. A name that was given is found again wherever it is said. Thread-safe.
 */
public final class Names {
  private static final Set<String> GIVEN = WordList.read("given-names.txt");

  /** What comes before a name; a name there must not look like one. */
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

  /** What comes before a name if the word looks like one. */
  private static final WordPattern LIKELY =
      pattern(
          "(?:(?:speak|talk|chat|spoke|spoken|talked) (?:to|with)|through to|ask(?:ed|ing)?"
              + " for|looking for|tell(?: him| her| them)?|on behalf of|dear|meeting"
              + " with|appointment"
              + " with|(?:send|transfer|pay|wire|owe|give|lend|sent|paid)[^.?!,;\\n"
              + "]{0,40} to|(?:my|your|his|her|their|our|the) "
              + People.ROLES
              + "(?: is| is called|'s name is|'s)?|this is|it's|it is|i'm|i am|i\u2019m|speaking"
              + " (?:with|to)|talking (?:with|to)|you're through to|hi|hello|hey|thanks|thank"
              + " you|under|for|cardholder is|card holder is|holder"
              + " is|sincerely|regards|goodbye|bye|ich bin|soy|c'est|hier ist)");

  /** How a caller begins to introduce themselves, by a name that need not be in the list. */
  private static final WordPattern INTRODUCED =
      pattern(
          "(?:hi|hello|hey|morning|afternoon|evening)(?: there| again)?[ ,.!]{1,3}(?:i'm|i\u2019m|i"
              + " am|this is|it's|it is)");

  /** With what a caller goes on who has said the name. */
  private static final Set<String> AFTER_INTRODUCTION =
      Set.of("", "i'm", "i\u2019m", "i", "calling", "here", "from", "and", "can", "could");

  /** What is asked of somebody by name: "is Maria there". */
  private static final WordPattern ASKED_FOR = pattern("(?:is|if|was)");

  private static final Set<String> PRESENT =
      Set.of("there", "in", "available", "around", "free", "about", "out", "back");

  private static final Set<String> AFTER_SPEAKER = Set.of("speaking", "calling", "here", "from");

  private static final int MOST_WORDS = 4;

  private Names() {}

  private static WordPattern pattern(String words) {
    return WordPattern.of("(?<![\\p{L}\\p{M}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{M}\\p{N}])");
  }

  public static void detect(List<Passage> passages) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      SURE.each(
          passage.prepared(),
          sure -> NameReader.after(passage, sure.end()).ifPresent(n -> mark(passage, n, known)));
      LIKELY.each(
          passage.prepared(),
          likely ->
              NameReader.after(passage, likely.end())
                  .filter(name -> !isExample(passage, likely.start()))
                  .filter(name -> looksLikeName(passage, name, likely.group()))
                  .ifPresent(name -> mark(passage, name, known)));
      INTRODUCED.each(
          passage.prepared(),
          greeting ->
              NameReader.after(passage, greeting.end())
                  .filter(name -> isIntroduced(passage, name))
                  .ifPresent(name -> mark(passage, name, known)));
      ASKED_FOR.each(
          passage.prepared(),
          asked ->
              NameReader.after(passage, asked.end())
                  .filter(name -> isGiven(name) && PRESENT.contains(passage.wordAfter(name.end())))
                  .ifPresent(name -> mark(passage, name, known)));
      NameReader.before(passage, AFTER_SPEAKER).ifPresent(name -> mark(passage, name, known));
      answer(passages, i).ifPresent(name -> mark(passage, name, known));
    }
    passages.forEach(passage -> markKnown(passage, known));
  }

  /** What answers a question for a name. */
  private static Optional<NameReader.Name> answer(List<Passage> passages, int i) {
    Passage passage = passages.get(i);
    if (i == 0
        || passage.tokens().isEmpty()
        || passages.get(i - 1).speaker() == passage.speaker()) {
      return Optional.empty();
    }
    boolean asked =
        passages.get(i - 1).mentions().stream().anyMatch(last -> last.topic() == Topic.NAME)
            || (Interjection.is(passages.get(i - 1))
                && Question.before(passages, i)
                    .filter(mention -> mention.topic() == Topic.NAME)
                    .isPresent());
    return asked ? NameReader.answer(passage) : Optional.empty();
  }

  /** "M for Mike" spells a letter. */
  private static boolean isExample(Passage passage, int start) {
    int before = passage.tokenAt(start) - 1;
    return before >= 0
        && passage.tokens().get(before).isLetter()
        && SpelledLetter.at(passage.tokens(), before)
            .filter(letter -> letter.last() > before)
            .isPresent();
  }

  private static boolean isIntroduced(Passage passage, NameReader.Name name) {
    if (name.words().isEmpty()) {
      return false;
    }
    String first = name.words().get(0);
    return !first.endsWith("ing")
        && !first.endsWith("ed")
        && AFTER_INTRODUCTION.contains(passage.wordAfter(name.end()));
  }

  static boolean isGiven(NameReader.Name name) {
    return !name.words().isEmpty() && GIVEN.contains(name.words().get(0));
  }

  private static boolean looksLikeName(Passage passage, NameReader.Name name, String before) {
    String first = name.words().isEmpty() ? "" : name.words().get(0);
    boolean given = GIVEN.contains(first);
    boolean thisIs = before.toLowerCase(Locale.ROOT).endsWith(" is");
    return given || (thisIs && AFTER_SPEAKER.contains(passage.wordAfter(name.end())));
  }

  private static void mark(Passage passage, NameReader.Name name, Set<String> known) {
    passage.add(Span.hit(Category.NAME, Span.TOLD, name.start(), name.end()));
    List<String> words = new ArrayList<>(name.words());
    words.removeIf(word -> word.length() < 3 || CommonWords.contains(word));
    known.addAll(words);
  }

  /** Names that were given, said again. */
  private static void markKnown(Passage passage, Set<String> known) {
    if (known.isEmpty()) {
      return;
    }
    List<Token> tokens = passage.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      int last = i;
      while (last < tokens.size() && last - i < MOST_WORDS && isKnown(tokens.get(last), known)) {
        last++;
      }
      if (last > i) {
        passage.add(
            Span.hit(
                Category.NAME, Span.TOLD, tokens.get(i).start(), endOfName(tokens.get(last - 1))));
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
