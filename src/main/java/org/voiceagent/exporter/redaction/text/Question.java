package org.voiceagent.exporter.redaction.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody asked for before a number or a name was given. */
public final class Question {
  private static final int FURTHEST_TURNS = 4;

  private Question() {}

  /** The topic that the turns before an answer end with, unless it is answered already. */
  public static Optional<Mention> before(List<Passage> passages, int answer) {
    for (int i = answer - 1; i >= 0 && i >= answer - FURTHEST_TURNS; i--) {
      Passage passage = passages.get(i);
      Optional<Mention> last = last(passage);
      if (last.isPresent()) {
        if (saidInPassing(last.get(), passage, passages.get(answer))) {
          return Optional.empty();
        }
        return isAnswered(passage, last.get()) ? Optional.empty() : last;
      }
      if (!Interjection.is(passage) && i < answer - 1) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the last that was named, some turns ago at most, was a number of a thing, such as a
   * meter reading or a ticket, and nothing personal since.
   */
  public static boolean isAboutThings(List<Passage> passages, int turn) {
    for (int i = turn; i >= 0 && i >= turn - FURTHEST_TURNS; i--) {
      List<Mention> mentions = passages.get(i).mentions();
      for (int j = mentions.size() - 1; j >= 0; j--) {
        Mention mention = mentions.get(j);
        if (!mention.topic().isHarmless()) {
          return false;
        }
        if (mention.topic() == Topic.HARMLESS
            && (mention.strong() || isReading(passages.get(i), mention))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Meters are read, and nobody says "reading number". */
  private static boolean isReading(Passage passage, Mention mention) {
    String words =
        passage.text().substring(mention.start(), mention.end()).toLowerCase(Locale.ROOT);
    return words.contains("reading") || words.contains("meter");
  }

  /** What nobody's number is about, named by the one who says a number later, asks for nothing. */
  private static boolean saidInPassing(Mention mention, Passage passage, Passage answer) {
    return mention.topic().isHarmless()
        && !mention.strong()
        && !isReading(passage, mention)
        && passage.speaker() == answer.speaker();
  }

  /** The last topic of a passage that counts as asked for. */
  static Optional<Mention> last(Passage passage) {
    List<Mention> mentions = passage.mentions();
    for (int i = mentions.size() - 1; i >= 0; i--) {
      Mention mention = mentions.get(i);
      boolean asked =
          isQuantity(passage, mention)
              || (mention.topic() == Topic.HARMLESS && isLastWord(passage, mention));
      if (!mention.topic().isHarmless()
          || mention.strong()
          || asked
          || (mention.topic() == Topic.HARMLESS && isReading(passage, mention))) {
        return Optional.of(mention);
      }
    }
    return Optional.empty();
  }

  private static boolean isQuantity(Passage passage, Mention mention) {
    boolean word = passage.text().regionMatches(true, mention.start(), "how ", 0, 4);
    return mention.topic() == Topic.QUANTITY && word;
  }

  private static boolean isLastWord(Passage passage, Mention mention) {
    int next = passage.tokenAt(mention.end());
    return next == passage.tokens().size()
        || (next == passage.tokens().size() - 1 && passage.tokens().get(next).isSign('?'));
  }

  private static boolean isAnswered(Passage passage, Mention mention) {
    return passage.tokens().stream()
        .anyMatch(
            token ->
                token.start() >= mention.end()
                    && (token.kind() == Token.Kind.PLACEHOLDER
                        || (token.kind() == Token.Kind.DIGITS && token.word().length() > 2)));
  }
}
