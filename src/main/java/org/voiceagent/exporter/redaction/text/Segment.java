package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.language.Language;

/** What one speaker says before the other speaks, and what was found in it. Not thread-safe. */
public final class Segment {
  private final Speaker speaker;
  private final IndexedText text;
  private final Optional<Vocabulary> words;
  private final List<Token> tokens;
  private final List<Token> placeholders;
  private final List<Cue> cues;
  private final WorkBudget work;
  private final List<DetectedSpan> spans = new ArrayList<>();
  private List<DetectedSpan> forms = List.of();
  private final BitSet explained = new BitSet();

  /**
   * A segment in English.
   *
   * @param work the work budget of the segment
   * @throws WorkBudget.Exhausted if creating it exceeds the budget
   */
  public Segment(Speaker speaker, String text, WorkBudget work) {
    this(speaker, text, work, Language.ENGLISH);
  }

  /**
   * @param work the work budget of the segment
   * @param language the language in which its words are read
   * @throws WorkBudget.Exhausted if creating it exceeds the budget
   */
  public Segment(Speaker speaker, String text, WorkBudget work, Language language) {
    this.speaker = speaker;
    this.work = work;
    words = Vocabulary.of(language);
    this.text = IndexedText.of(text, work);
    tokens = Token.of(text);
    placeholders = tokens.stream().filter(token -> token.kind() == Token.Kind.PLACEHOLDER).toList();
    cues = Cue.in(this.text, tokens, words);
  }

  private Segment(Segment same) {
    speaker = same.speaker;
    work = same.work;
    text = same.text;
    words = same.words;
    tokens = same.tokens;
    placeholders = same.placeholders;
    cues = same.cues;
    forms = same.forms;
    forms.forEach(this::add);
  }

  /** A copy for another round, with the spans that its form alone revealed. */
  public Segment copyForNextRound() {
    return new Segment(this);
  }

  /** Keeps the spans found so far as those that the form alone reveals. */
  public void keepForms() {
    forms = List.copyOf(spans);
  }

  public Speaker speaker() {
    return speaker;
  }

  public String text() {
    return text.text();
  }

  /** The work budget of the segment. */
  public WorkBudget work() {
    return work;
  }

  /** The text in the form that patterns need. */
  public IndexedText indexed() {
    return text;
  }

  /** The vocabulary of its language; empty for English. */
  public Optional<Vocabulary> vocabulary() {
    return words;
  }

  /** The words, numbers and signs, in order. */
  public List<Token> tokens() {
    return tokens;
  }

  /** Whether it contains one of these words. */
  public boolean containsAny(Set<String> words) {
    return tokens.stream().anyMatch(token -> words.contains(token.word()));
  }

  /** Whether it contains a digit of any script. */
  public boolean hasDigits() {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Token.Kind.DIGITS || token.kind() == Token.Kind.MIXED);
  }

  /** The words that reveal topics of numbers, in order. */
  public List<Cue> cues() {
    return cues;
  }

  /** Whether a token is part of such words. */
  public boolean isCue(Token token) {
    int last = cuesBefore(token.end()) - 1;
    return last >= 0 && cues.get(last).end() > token.start();
  }

  /** How many cues start before a place. */
  public int cuesBefore(int place) {
    int low = 0;
    int high = cues.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cues.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether it names something personal, as a question for it does. */
  public boolean asksForPersonalData() {
    return cues.stream().anyMatch(cue -> !cue.topic().isHarmless());
  }

  /** The index of the first token that starts at a place or after it. */
  public int tokenAt(int place) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The word after a place, in lower case; "" if there is none. */
  public String wordAfter(int place) {
    int i = tokenAt(place);
    while (i < tokens.size() && tokens.get(i).kind() == Token.Kind.SIGN) {
      i++;
    }
    return i < tokens.size() ? tokens.get(i).word() : "";
  }

  /** Whether only a hesitation precedes a place. */
  public boolean beginsWith(int place) {
    return isHesitation(tokens.subList(0, tokenAt(place)), 0);
  }

  private boolean isHesitation(List<Token> part, int mostOthers) {
    return Interjection.isHesitation(part, mostOthers, words);
  }

  /** Whether only a hesitation and possibly names precede a place. */
  public boolean beginsWithNames(int place) {
    List<Token> before = tokens.subList(0, tokenAt(place));
    return isHesitation(before, 3)
        && before.stream()
            .noneMatch(
                token -> Interjection.isOther(token, words) && CommonWords.contains(token.word()));
  }

  /** Whether little more than a hesitation precedes a place. */
  public boolean nearlyBeginsWith(int place) {
    return isHesitation(tokens.subList(0, tokenAt(place)), 2);
  }

  /** Whether only a hesitation follows a place. */
  public boolean endsWith(int place) {
    return isHesitation(tokens.subList(tokenAt(place), tokens.size()), 0);
  }

  /** Whether the start of a token is already explained by a span. */
  public boolean isExplained(Token token) {
    return explained.get(token.start());
  }

  /**
   * Adds what an operator's pattern matched. A match inside a placeholder, such as the word of
   * {@code [CARD]}, is dropped; one that cuts a placeholder takes in all of it. Otherwise each
   * redaction of redacted text would change it again.
   */
  public void addOutsidePlaceholders(DetectedSpan span) {
    int start = span.start();
    int end = span.end();
    for (Token placeholder : placeholders) {
      if (placeholder.start() <= span.start() && span.end() <= placeholder.end()) {
        return;
      }
      if (placeholder.start() < span.end() && span.start() < placeholder.end()) {
        start = Math.min(start, placeholder.start());
        end = Math.max(end, placeholder.end());
      }
    }
    add(new DetectedSpan(span.word(), span.priority(), start, end));
  }

  /** Everything found so far, in no particular order. */
  public List<DetectedSpan> spans() {
    return spans;
  }

  public void add(DetectedSpan span) {
    spans.add(span);
    explained.set(span.start(), span.end());
  }
}
