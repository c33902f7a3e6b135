package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Topic;

/**
 * A number that one speaker says, possibly in several turns with only interjections between them.
 *
 * @param parts at least one, in order
 */
record NumberReadOut(List<Part> parts) {
  /** Categories that may have letters before or after the digits. */
  private static final Set<Category> LETTERED =
      Set.of(
          Category.ID,
          Category.IBAN,
          Category.NUMBER,
          Category.CARD,
          Category.ADDRESS,
          Category.SECRET);

  /** No number of a person has more parts; further ones begin another number. */
  private static final int MOST_PARTS = 24;

  /**
   * The part said in one turn.
   *
   * @param segment the index of the turn
   * @param run the numbers
   */
  record Part(int segment, NumberRun run) {}

  /** All numbers of a conversation, ordered by their first parts. */
  static List<NumberReadOut> in(List<Segment> segments) {
    List<NumberReadOut> readOuts = new ArrayList<>();
    Map<Speaker, NumberReadOut> open = new EnumMap<>(Speaker.class);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (!Interjection.is(segment)
          || segment.asksForPersonalData()
          || Question.last(segment).isPresent()) {
        Speaker speaker = segment.speaker();
        open.keySet().removeIf(other -> other != speaker);
      }
      List<NumberRun> runs = NumberRunReader.read(segment, isCoded(segments, i));
      for (int j = 0; j < runs.size(); j++) {
        NumberRun run = runs.get(j);
        NumberReadOut begun = open.remove(segment.speaker());
        boolean goesOn =
            j == 0
                && begun != null
                && begun.goesOnIn(i)
                && !begun.quantity()
                && !NumberContext.isMeasured(segment, run)
                && segment.beginsWith(run.start())
                && (isReadOut(segment, run) || (begun.isLong() && run.symbols().length() > 1));
        NumberReadOut readOut = goesOn ? begun : new NumberReadOut(new ArrayList<>());
        readOut.parts().add(new Part(i, run));
        if (!goesOn) {
          readOuts.add(readOut);
        }
        if (j == runs.size() - 1 && segment.endsWith(run.end())) {
          open.put(segment.speaker(), readOut);
        }
      }
    }
    return readOuts;
  }

  /** Whether a run is read out rather than said in passing, such as "one more thing". */
  private static boolean isReadOut(Segment segment, NumberRun run) {
    int symbols = run.symbols().length();
    return symbols >= 3
        || (segment.endsWith(run.end()) && (symbols == 2 || segment.tokens().size() <= 2));
  }

  /** Whether the turn may contain a code of letters and digits. */
  private static boolean isCoded(List<Segment> segments, int i) {
    return segments.get(i).cues().stream().anyMatch(NumberReadOut::isCode)
        || Question.before(segments, i).filter(NumberReadOut::isCode).isPresent();
  }

  private static boolean isCode(Cue cue) {
    return cue.topic() == Topic.ID || cue.topic() == Topic.ACCOUNT;
  }

  /**
   * Whether the turn is the speaker's next one, with at most one turn of the other speaker between.
   */
  private boolean goesOnIn(int segment) {
    return parts.size() < MOST_PARTS && segment - parts.get(parts.size() - 1).segment() <= 2;
  }

  private boolean quantity() {
    return parts.stream().anyMatch(part -> part.run().quantity());
  }

  /** Whether so many digits are read out that a short continuation is the end of the number. */
  private boolean isLong() {
    return parts.stream().mapToInt(part -> part.run().digits().length()).sum() >= 8;
  }

  /** The distance in turns between another turn and the nearest part. */
  int turnsFrom(int segment) {
    return parts.stream().mapToInt(part -> Math.abs(part.segment() - segment)).min().orElseThrow();
  }

  /** All parts as one run. */
  NumberRun whole() {
    List<NumberPart> pieces = new ArrayList<>();
    parts.forEach(part -> pieces.addAll(part.run().pieces()));
    return new NumberRun(pieces);
  }

  /** The number as written, with a plus or parenthesis before it; parts are separated by spaces. */
  String written(List<Segment> segments) {
    StringBuilder written = new StringBuilder();
    for (Part part : parts) {
      String text = segments.get(part.segment()).text();
      written.append(written.isEmpty() ? "" : " ");
      written.append(text, start(text, part.run()), part.run().end());
    }
    return written.toString();
  }

  /** Marks the number in every turn that contains a part. */
  void mark(List<Segment> segments, Category category, int priority) {
    for (Part part : parts) {
      Segment segment = segments.get(part.segment());
      boolean letters =
          LETTERED.contains(category) && (parts.size() > 1 || !part.run().hasLoneEdgeLetter());
      Optional<NumberRun> run = letters ? Optional.of(part.run()) : part.run().withoutEdgeLetters();
      run.ifPresent(
          found ->
              segment.add(
                  DetectedSpan.match(
                      category, priority, start(segment.text(), found), found.end())));
    }
  }

  /**
   * The start, including the plus of a telephone number, or an opening parenthesis that is closed
   * within it.
   */
  private static int start(String text, NumberRun run) {
    int start = run.start();
    String number = text.substring(start, run.end());
    int closed = number.indexOf(')');
    int opened = number.indexOf('(');
    boolean closes = closed >= 0 && (opened < 0 || closed < opened);
    if (closes && follows(text, '(', start)) {
      start--;
    }
    return follows(text, '+', start) ? start - 1 : start;
  }

  private static boolean follows(String text, char sign, int at) {
    return at > 0 && text.charAt(at - 1) == sign;
  }
}
