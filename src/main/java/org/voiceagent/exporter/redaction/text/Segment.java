package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.Speaker;

/** What one speaker said before the other spoke, and what was found in it. Not thread-safe. */
public final class Segment {
  private final Speaker speaker;
  private final IndexedText text;
  private final List<Token> tokens;
  private final List<Token> placeholders;
  private final List<Cue> cues;
  private final WorkBudget work;
  private final List<DetectedSpan> spans = new ArrayList<>();
  private List<DetectedSpan> forms = List.of();
  private final BitSet explained = new BitSet();

  /**
   * @param work what looking through it may cost
   * @throws WorkBudget.Exhausted if it costs more already
   */
  public Segment(Speaker speaker, String text, WorkBudget work) {
    this.speaker = speaker;
    this.work = work;
    this.text = IndexedText.of(text, work);
    tokens = Token.of(text);
    placeholders = tokens.stream().filter(token -> token.kind() == Token.Kind.PLACEHOLDER).toList();
    cues = Cue.in(this.text);
  }

  private Segment(Segment same) {
    speaker = same.speaker;
    work = same.work;
    text = same.text;
    tokens = same.tokens;
    placeholders = same.placeholders;
    cues = same.cues;
    forms = same.forms;
    forms.forEach(this::add);
  }

  /** The same for another round, with what was told by its form alone. */
  public Segment copyForNextRound() {
    return new Segment(this);
  }

  /** Keeps what was found so far as that which its form alone tells. */
  public void keepForms() {
    forms = List.copyOf(spans);
  }

  public Speaker speaker() {
    return speaker;
  }

  public String text() {
    return text.text();
  }

  /** What looking through it may cost. */
  public WorkBudget work() {
    return work;
  }

  /** The text as patterns want it. */
  public IndexedText indexed() {
    return text;
  }

  /** The words, numbers and signs in order. */
  public List<Token> tokens() {
    return tokens;
  }

  /** Whether one of these words is said. */
  public boolean containsAny(Set<String> words) {
    return tokens.stream().anyMatch(token -> words.contains(token.word()));
  }

  /** Whether it has a digit of any script. */
  public boolean hasDigits() {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Token.Kind.DIGITS || token.kind() == Token.Kind.MIXED);
  }

  /** The words that say what numbers are about, in order. */
  public List<Cue> cues() {
    return cues;
  }

  /** Whether a token is among the words that say what a number is about. */
  public boolean isCue(Token token) {
    int last = cuesBefore(token.end()) - 1;
    return last >= 0 && cues.get(last).end() > token.start();
  }

  /** How many mentions start before a place. */
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

  /** The word after a place, in lower case; "" if none follows. */
  public String wordAfter(int place) {
    int i = tokenAt(place);
    while (i < tokens.size() && tokens.get(i).kind() == Token.Kind.SIGN) {
      i++;
    }
    return i < tokens.size() ? tokens.get(i).word() : "";
  }

  /** Whether nothing but a hesitation comes before a place. */
  public boolean beginsWith(int place) {
    return Interjection.isHesitation(tokens.subList(0, tokenAt(place)), 0);
  }

  /** Whether nothing but a hesitation and what may be a name comes before a place. */
  public boolean beginsWithNames(int place) {
    List<Token> before = tokens.subList(0, tokenAt(place));
    return Interjection.isHesitation(before, 3)
        && before.stream()
            .noneMatch(token -> Interjection.isOther(token) && CommonWords.contains(token.word()));
  }

  /** Whether hardly more than a hesitation comes before a place. */
  public boolean nearlyBeginsWith(int place) {
    return Interjection.isHesitation(tokens.subList(0, tokenAt(place)), 2);
  }

  /** Whether nothing but a hesitation comes after a place. */
  public boolean endsWith(int place) {
    return Interjection.isHesitation(tokens.subList(tokenAt(place), tokens.size()), 0);
  }

  /** Whether something else than a number to be explained is at the start of a token. */
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

  /** Everything found so far, in no order. */
  public List<DetectedSpan> spans() {
    return spans;
  }

  public void add(DetectedSpan span) {
    spans.add(span);
    explained.set(span.start(), span.end());
  }
}
