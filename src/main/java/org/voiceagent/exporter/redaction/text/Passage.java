package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.Speaker;

/** What one speaker said before the other spoke, and what was found in it. Not thread-safe. */
public final class Passage {
  private final Speaker speaker;
  private final Text text;
  private final List<Token> tokens;
  private final List<Mention> mentions;
  private final Work work;
  private final List<Span> spans = new ArrayList<>();
  private List<Span> forms = List.of();
  private final BitSet explained = new BitSet();

  /**
   * @param work what looking through it may cost
   * @throws Work.Exhausted if it costs more already
   */
  public Passage(Speaker speaker, String text, Work work) {
    this.speaker = speaker;
    this.work = work;
    this.text = Text.of(text, work);
    tokens = Token.of(text);
    mentions = Mention.in(this.text);
  }

  private Passage(Passage same) {
    speaker = same.speaker;
    work = same.work;
    text = same.text;
    tokens = same.tokens;
    mentions = same.mentions;
    forms = same.forms;
    forms.forEach(this::add);
  }

  /** The same for another round, with what was told by its form alone. */
  public Passage again() {
    return new Passage(this);
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
  public Work work() {
    return work;
  }

  /** The text as patterns want it. */
  public Text prepared() {
    return text;
  }

  /** The words, numbers and signs in order. */
  public List<Token> tokens() {
    return tokens;
  }

  /** Whether one of these words is said. */
  public boolean says(Set<String> words) {
    return tokens.stream().anyMatch(token -> words.contains(token.word()));
  }

  /** Whether it has a digit of any script. */
  public boolean hasDigits() {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Token.Kind.DIGITS || token.kind() == Token.Kind.MIXED);
  }

  /** The words that say what numbers are about, in order. */
  public List<Mention> mentions() {
    return mentions;
  }

  /** Whether a token is among the words that say what a number is about. */
  public boolean isMention(Token token) {
    int last = mentionsBefore(token.end()) - 1;
    return last >= 0 && mentions.get(last).end() > token.start();
  }

  /** How many mentions start before a place. */
  public int mentionsBefore(int place) {
    int low = 0;
    int high = mentions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (mentions.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether it names something personal, as a question for it does. */
  public boolean asks() {
    return mentions.stream().anyMatch(mention -> !mention.topic().isHarmless());
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
  public boolean aboutBeginsWith(int place) {
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

  /** Everything found so far, in no order. */
  public List<Span> spans() {
    return spans;
  }

  public void add(Span span) {
    spans.add(span);
    explained.set(span.start(), span.end());
  }
}
