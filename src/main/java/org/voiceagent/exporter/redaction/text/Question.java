package org.voiceagent.exporter.redaction.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a speaker asked for before a number or a name was given. */
public final class Question {
  private static final int FURTHEST_TURNS = 4;

  private Question() {}

  /** The topic of the question before an answer; empty if it is already answered. */
  public static Optional<Cue> before(List<Segment> segments, int answer) {
    for (int i = answer - 1; i >= 0 && i >= answer - FURTHEST_TURNS; i--) {
      Segment segment = segments.get(i);
      Optional<Cue> last = last(segment);
      if (last.isPresent()) {
        if (saidInPassing(last.get(), segment, segments.get(answer))) {
          return Optional.empty();
        }
        return isAnswered(segment, last.get()) ? Optional.empty() : last;
      }
      if (!Interjection.is(segment) && i < answer - 1) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the last topic, a few turns back at most, was the number of a thing, such as a meter
   * reading or a ticket, and nothing personal followed.
   */
  public static boolean isAboutThings(List<Segment> segments, int turn) {
    for (int i = turn; i >= 0 && i >= turn - FURTHEST_TURNS; i--) {
      List<Cue> cues = segments.get(i).cues();
      for (int j = cues.size() - 1; j >= 0; j--) {
        Cue cue = cues.get(j);
        if (!cue.topic().isHarmless()) {
          return false;
        }
        if (cue.topic() == Topic.HARMLESS && (cue.strong() || isReading(segments.get(i), cue))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Meters are read; no one says "reading number". */
  private static boolean isReading(Segment segment, Cue cue) {
    if (segment.vocabulary().isPresent()) {
      return segment.vocabulary().get().isReading(cue, segment.text());
    }
    String words = segment.text().substring(cue.start(), cue.end()).toLowerCase(Locale.ROOT);
    return words.contains("reading") || words.contains("meter");
  }

  /** A harmless topic that the same speaker mentions before the number is not a question. */
  private static boolean saidInPassing(Cue cue, Segment segment, Segment answer) {
    return cue.topic().isHarmless()
        && !cue.strong()
        && !isReading(segment, cue)
        && segment.speaker() == answer.speaker();
  }

  /** The last topic of a segment that counts as a question. */
  public static Optional<Cue> last(Segment segment) {
    List<Cue> cues = segment.cues();
    for (int i = cues.size() - 1; i >= 0; i--) {
      Cue cue = cues.get(i);
      boolean asked =
          isQuantity(segment, cue) || (cue.topic() == Topic.HARMLESS && isLastWord(segment, cue));
      if (!cue.topic().isHarmless()
          || cue.strong()
          || asked
          || (cue.topic() == Topic.HARMLESS && isReading(segment, cue))) {
        return Optional.of(cue);
      }
    }
    return Optional.empty();
  }

  private static boolean isQuantity(Segment segment, Cue cue) {
    boolean word =
        segment.vocabulary().isEmpty()
            ? segment.text().regionMatches(true, cue.start(), "how ", 0, 4)
            : segment.vocabulary().get().asksForQuantity(cue, segment.text());
    return cue.topic() == Topic.QUANTITY && word;
  }

  private static boolean isLastWord(Segment segment, Cue cue) {
    int next = segment.tokenAt(cue.end());
    return next == segment.tokens().size()
        || (next == segment.tokens().size() - 1 && segment.tokens().get(next).isSign('?'));
  }

  private static boolean isAnswered(Segment segment, Cue cue) {
    return segment.tokens().stream()
        .anyMatch(
            token ->
                token.start() >= cue.end()
                    && (token.kind() == Token.Kind.PLACEHOLDER
                        || (token.kind() == Token.Kind.DIGITS && token.word().length() > 2)));
  }
}
