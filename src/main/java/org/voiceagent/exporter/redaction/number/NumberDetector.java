package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Mention;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Span;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Topic;

/**
 * Finds numbers in a conversation, whoever cuts in while one is read out, and says what they are.
 * Immutable and thread-safe.
 */
public final class NumberDetector {
  /** How many turns a question, or a number that may be read back, is remembered. */
  private static final int REMEMBERED_TURNS = 8;

  private static final int REMEMBERED_NUMBERS = 50;

  /** Readings, tickets and the like have fewer digits than most numbers of persons. */
  private static final int LONGEST_OF_THINGS = 8;

  private static final int LONGEST_READ_BACK = 40;

  private static final int LONGEST_REMEMBERED = 200;

  /** What comparing a number with those around it costs in characters looked at. */
  private static final int STEPS_PER_NUMBER = 100;

  private final NumberJudge judge;

  public NumberDetector(NumberJudge judge) {
    this.judge = judge;
  }

  public void detect(List<Passage> passages) {
    List<ReadOut> readOuts = ReadOut.in(passages);
    List<Verdict> verdicts = new ArrayList<>();
    Map<Integer, Optional<Mention>> questions = new HashMap<>();
    for (ReadOut readOut : readOuts) {
      int passage = readOut.parts().get(0).passage();
      Optional<Mention> asked =
          questions.computeIfAbsent(passage, at -> Question.before(passages, at));
      verdicts.add(judged(readOut, passages, asked));
    }
    List<String> symbols = readOuts.stream().map(NumberDetector::remembered).toList();
    for (int i = 0; i < readOuts.size(); i++) {
      passages.get(readOuts.get(i).parts().get(0).passage()).work().steps(STEPS_PER_NUMBER);
      Verdict verdict = readBack(i, readOuts, symbols, verdicts).orElse(verdicts.get(i));
      ReadOut readOut = readOuts.get(i);
      verdict
          .category()
          .ifPresent(category -> readOut.mark(passages, category, verdict.priority()));
    }
  }

  private Verdict judged(ReadOut readOut, List<Passage> passages, Optional<Mention> question) {
    ReadOut.Part first = readOut.parts().get(0);
    Optional<Mention> near =
        readOut.parts().stream()
            .flatMap(part -> NumberContext.of(passages.get(part.passage()), part.run()).stream())
            .findFirst();
    Optional<Mention> asked =
        near.isPresent() || !answers(passages, readOut) ? Optional.empty() : question;
    ReadOut.Part last = readOut.parts().get(readOut.parts().size() - 1);
    boolean prefixed = isPrefixed(passages.get(first.passage()), first.run());
    boolean personal =
        near.filter(m -> m.topic() == Topic.ID || m.topic() == Topic.ACCOUNT).isPresent();
    if (prefixed && !personal) {
      return Verdict.harmless(true);
    }
    if (!personal
        && asked.filter(m -> !m.topic().isHarmless()).isEmpty()
        && hasPoint(passages, readOut)) {
      return Verdict.harmless(true);
    }
    boolean measured = NumberContext.isMeasured(passages.get(last.passage()), last.run());
    Optional<Mention> topic = near.or(() -> asked);
    Verdict verdict =
        judge.judge(readOut.whole(), readOut.written(passages), topic, asked.isPresent(), measured);
    boolean unexplained = verdict.priority() == Span.LEFT_OVER && topic.isEmpty();
    return unexplained
            && readOut.whole().digits().length() <= LONGEST_OF_THINGS
            && Question.isAboutThings(passages, first.passage())
        ? Verdict.harmless(true)
        : verdict;
  }

  /** "Oh three one point two": a decimal, which no number of a person is. */
  private static boolean hasPoint(List<Passage> passages, ReadOut readOut) {
    if (readOut.parts().size() > 1 || readOut.whole().digits().length() > LONGEST_OF_THINGS) {
      return false;
    }
    ReadOut.Part part = readOut.parts().get(0);
    Passage passage = passages.get(part.passage());
    int from = passage.tokenAt(part.run().start());
    int until = passage.tokenAt(part.run().end());
    return passage.tokens().subList(from, until).stream()
            .filter(token -> token.word().equals("point"))
            .count()
        == 1;
  }

  /** What may be read back of a number; "" of one so long that nobody reads it back. */
  private static String remembered(ReadOut readOut) {
    String symbols = readOut.whole().symbols();
    return symbols.length() > LONGEST_REMEMBERED ? "" : symbols;
  }

  /** Whether letters are joined to it, as in ORD-2025-70851, which no number of a person has. */
  private static boolean isPrefixed(Passage passage, NumberRun run) {
    String text = passage.text();
    int start = run.start();
    int before = passage.tokenAt(start) - 2;
    return start > 1
        && text.charAt(start - 1) == '-'
        && Character.isLetter(text.charAt(start - 2))
        && SpokenNumber.of(passage.tokens().get(before).word()).isEmpty();
  }

  /** Whether it is what a turn begins with, and not said in passing. */
  private static boolean answers(List<Passage> passages, ReadOut readOut) {
    ReadOut.Part first = readOut.parts().get(0);
    Passage passage = passages.get(first.passage());
    boolean readOutLoud = readOut.whole().oneByOne() || readOut.whole().digits().length() >= 6;
    return readOutLoud
        ? passage.aboutBeginsWith(first.run().start())
        : passage.beginsWith(first.run().start());
  }

  /** What another turn nearby told about the same digits, if this one does not tell. */
  private static Optional<Verdict> readBack(
      int i, List<ReadOut> readOuts, List<String> symbols, List<Verdict> verdicts) {
    ReadOut readOut = readOuts.get(i);
    String digits = symbols.get(i);
    Verdict own = verdicts.get(i);
    if (own.told() || digits.length() < 2 || digits.length() > LONGEST_READ_BACK) {
      return Optional.empty();
    }
    Optional<Verdict> harmless = Optional.empty();
    int until = Math.min(readOuts.size(), i + REMEMBERED_NUMBERS);
    for (int j = Math.max(0, i - REMEMBERED_NUMBERS); j < until; j++) {
      ReadOut other = readOuts.get(j);
      int turns = other.turnsFrom(readOut.parts().get(0).passage());
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
