package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Topic;

/**
 * Finds numbers in a conversation, even if the other speaker interrupts, and classifies them.
 * Immutable and thread-safe.
 */
public final class NumberDetector {
  /** For how many turns a question, or a number that may be read back, is remembered. */
  private static final int REMEMBERED_TURNS = 8;

  private static final int REMEMBERED_NUMBERS = 50;

  /**
   * In digits: numbers of things, such as readings and tickets, are shorter than most numbers of
   * persons.
   */
  private static final int LONGEST_OF_THINGS = 8;

  private static final int LONGEST_READ_BACK = 40;

  private static final int LONGEST_REMEMBERED = 200;

  /** The work of comparing a number with those around it, in characters. */
  private static final int STEPS_PER_NUMBER = 100;

  private final NumberClassifier judge;

  public NumberDetector(NumberClassifier judge) {
    this.judge = judge;
  }

  public void detect(List<Segment> segments) {
    List<NumberReadOut> readOuts = NumberReadOut.in(segments);
    List<Classification> verdicts = new ArrayList<>();
    Map<Integer, Optional<Cue>> questions = new HashMap<>();
    for (NumberReadOut readOut : readOuts) {
      int segment = readOut.parts().get(0).segment();
      Optional<Cue> asked = questions.computeIfAbsent(segment, at -> Question.before(segments, at));
      verdicts.add(judged(readOut, segments, asked));
    }
    List<String> symbols = readOuts.stream().map(NumberDetector::remembered).toList();
    for (int i = 0; i < readOuts.size(); i++) {
      segments.get(readOuts.get(i).parts().get(0).segment()).work().steps(STEPS_PER_NUMBER);
      Classification verdict =
          readBack(i, segments, readOuts, symbols, verdicts).orElse(verdicts.get(i));
      NumberReadOut readOut = readOuts.get(i);
      verdict
          .category()
          .ifPresent(category -> readOut.mark(segments, category, verdict.priority()));
    }
  }

  private Classification judged(
      NumberReadOut readOut, List<Segment> segments, Optional<Cue> question) {
    NumberReadOut.Part first = readOut.parts().get(0);
    Optional<Cue> near =
        readOut.parts().stream()
            .flatMap(part -> NumberContext.of(segments.get(part.segment()), part.run()).stream())
            .findFirst();
    Optional<Cue> asked =
        near.isPresent() || !answers(segments, readOut) ? Optional.empty() : question;
    NumberReadOut.Part last = readOut.parts().get(readOut.parts().size() - 1);
    boolean prefixed = isPrefixed(segments.get(first.segment()), first.run());
    boolean personal =
        near.filter(m -> m.topic() == Topic.ID || m.topic() == Topic.ACCOUNT).isPresent();
    if (prefixed && !personal) {
      return Classification.harmless(true);
    }
    if (!personal
        && asked.filter(m -> !m.topic().isHarmless()).isEmpty()
        && hasPoint(segments, readOut)) {
      return Classification.harmless(true);
    }
    boolean measured = NumberContext.isMeasured(segments.get(last.segment()), last.run());
    Optional<Cue> topic = near.or(() -> asked);
    Classification verdict =
        judge.judge(readOut.whole(), readOut.written(segments), topic, asked.isPresent(), measured);
    boolean unexplained = verdict.priority() == DetectedSpan.UNEXPLAINED && topic.isEmpty();
    return unexplained
            && readOut.whole().digits().length() <= LONGEST_OF_THINGS
            && Question.isAboutThings(segments, first.segment())
        ? Classification.harmless(true)
        : verdict;
  }

  /** "Oh three one point two": a decimal, which is not a number of a person. */
  private static boolean hasPoint(List<Segment> segments, NumberReadOut readOut) {
    if (readOut.parts().size() > 1 || readOut.whole().digits().length() > LONGEST_OF_THINGS) {
      return false;
    }
    NumberReadOut.Part part = readOut.parts().get(0);
    Segment segment = segments.get(part.segment());
    int from = segment.tokenAt(part.run().start());
    int until = segment.tokenAt(part.run().end());
    return segment.tokens().subList(from, until).stream()
            .filter(token -> token.word().equals("point"))
            .count()
        == 1;
  }

  /** The symbols that may be read back; "" if there are too many. */
  private static String remembered(NumberReadOut readOut) {
    String symbols = readOut.whole().symbols();
    return symbols.length() > LONGEST_REMEMBERED ? "" : symbols;
  }

  /**
   * Whether letters and a dash precede it, as in ORD-2025-70851, which is not a number of a person.
   */
  private static boolean isPrefixed(Segment segment, NumberRun run) {
    String text = segment.text();
    int start = run.start();
    int before = segment.tokenAt(start) - 2;
    return start > 1
        && text.charAt(start - 1) == '-'
        && Character.isLetter(text.charAt(start - 2))
        && SpokenNumber.of(segment.tokens().get(before).word()).isEmpty();
  }

  /** Whether the turn begins with the number, rather than mentioning it in passing. */
  private static boolean answers(List<Segment> segments, NumberReadOut readOut) {
    NumberReadOut.Part first = readOut.parts().get(0);
    Segment segment = segments.get(first.segment());
    boolean readOutLoud = readOut.whole().oneByOne() || readOut.whole().digits().length() >= 6;
    return readOutLoud
        ? segment.nearlyBeginsWith(first.run().start())
        : segment.beginsWith(first.run().start());
  }

  /** Whether a turn that says more than the number mentions it: "I will call you at ten". */
  private static boolean isMentioned(List<Segment> segments, NumberReadOut readOut) {
    NumberReadOut.Part first = readOut.parts().get(0);
    return !segments.get(first.segment()).nearlyBeginsWith(first.run().start());
  }

  /** The classification of the same digits in a nearby turn, if this turn gives no evidence. */
  private static Optional<Classification> readBack(
      int i,
      List<Segment> segments,
      List<NumberReadOut> readOuts,
      List<String> symbols,
      List<Classification> verdicts) {
    NumberReadOut readOut = readOuts.get(i);
    String digits = symbols.get(i);
    Classification own = verdicts.get(i);
    if (own.told() || digits.length() < 2 || digits.length() > LONGEST_READ_BACK) {
      return Optional.empty();
    }
    if (digits.length() == 2 && isMentioned(segments, readOut)) {
      return Optional.empty();
    }
    Optional<Classification> harmless = Optional.empty();
    int until = Math.min(readOuts.size(), i + REMEMBERED_NUMBERS);
    for (int j = Math.max(0, i - REMEMBERED_NUMBERS); j < until; j++) {
      NumberReadOut other = readOuts.get(j);
      int turns = other.turnsFrom(readOut.parts().get(0).segment());
      if (j == i || turns > REMEMBERED_TURNS || !verdicts.get(j).told()) {
        continue;
      }
      String known = symbols.get(j);
      boolean near = digits.length() >= 4 || turns <= (digits.length() == 3 ? 4 : 1);
      if (verdicts.get(j).category().isPresent() && near && known.contains(digits)) {
        return Optional.of(verdicts.get(j));
      }
      if (verdicts.get(j).category().isEmpty() && known.equals(digits)) {
        harmless = Optional.of(verdicts.get(j));
      }
    }
    return harmless;
  }
}
