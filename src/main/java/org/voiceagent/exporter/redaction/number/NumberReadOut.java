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
 * A number one speaker says, maybe in several turns between which the other only nods.
 *
 * @param parts at least one, in order
 */
record NumberReadOut(List<Part> parts) {
  /** What may have letters before or after its digits. */
  private static final Set<Category> LETTERED =
      Set.of(
          Category.ID,
          Category.IBAN,
          Category.NUMBER,
          Category.CARD,
          Category.ADDRESS,
          Category.SECRET);

  /** No number of a person is read out in more pieces; what comes then begins another one. */
  private static final int MOST_PARTS = 24;

  /**
   * What is said of it in one turn.
   *
   * @param segment the turn's index
   * @param run the numbers
   */
  record Part(int segment, NumberRun run) {}

  /** All numbers of a conversation in order of their first parts. */
  static List<NumberReadOut> in(List<Segment> segments) {
    List<NumberReadOut> readOuts = new ArrayList<>();
    Map<Speaker, NumberReadOut> open = new EnumMap<>(Speaker.class);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (!Interjection.is(segment) || segment.asksForPersonalData()) {
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

  /** Whether what is said may be a code of letters and digits. */
  private static boolean isCoded(List<Segment> segments, int i) {
    return segments.get(i).cues().stream().anyMatch(NumberReadOut::isCode)
        || Question.before(segments, i).filter(NumberReadOut::isCode).isPresent();
  }

  private static boolean isCode(Cue cue) {
    return cue.topic() == Topic.ID || cue.topic() == Topic.ACCOUNT;
  }

  /** Whether the turn is the speaker's next but for one of the other. */
  private boolean goesOnIn(int segment) {
    return parts.size() < MOST_PARTS && segment - parts.get(parts.size() - 1).segment() <= 2;
  }

  private boolean quantity() {
    return parts.stream().anyMatch(part -> part.run().quantity());
  }

  /** Whether so much is read out already that a short end is the end of it. */
  private boolean isLong() {
    return parts.stream().mapToInt(part -> part.run().digits().length()).sum() >= 8;
  }

  /** How many turns lie between another turn and the nearest of its own. */
  int turnsFrom(int segment) {
    return parts.stream().mapToInt(part -> Math.abs(part.segment() - segment)).min().orElseThrow();
  }

  /** All of it as one. */
  NumberRun whole() {
    List<NumberPart> pieces = new ArrayList<>();
    parts.forEach(part -> pieces.addAll(part.run().pieces()));
    return new NumberRun(pieces);
  }

  /** As it stands in the text, with a plus or parenthesis before it; all parts one by one. */
  String written(List<Segment> segments) {
    StringBuilder written = new StringBuilder();
    for (Part part : parts) {
      String text = segments.get(part.segment()).text();
      written.append(written.isEmpty() ? "" : " ");
      written.append(text, start(text, part.run()), part.run().end());
    }
    return written.toString();
  }

  /** Takes it out of every turn it is said in. */
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

  /** With the plus of a telephone number, and the parenthesis that is closed within it. */
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
