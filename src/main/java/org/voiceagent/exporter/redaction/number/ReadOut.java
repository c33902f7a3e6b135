package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Mention;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Span;
import org.voiceagent.exporter.redaction.text.Topic;

/**
 * A number one speaker says, maybe in several turns between which the other only nods.
 *
 * @param parts at least one, in order
 */
record ReadOut(List<Part> parts) {
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
   * @param passage the turn's index
   * @param run the numbers
   */
  record Part(int passage, NumberRun run) {}

  /** All numbers of a conversation in order of their first parts. */
  static List<ReadOut> in(List<Passage> passages) {
    List<ReadOut> readOuts = new ArrayList<>();
    Map<Speaker, ReadOut> open = new EnumMap<>(Speaker.class);
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      if (!Interjection.is(passage) || passage.asks()) {
        Speaker speaker = passage.speaker();
        open.keySet().removeIf(other -> other != speaker);
      }
      List<NumberRun> runs = RunReader.read(passage, isCoded(passages, i));
      for (int j = 0; j < runs.size(); j++) {
        NumberRun run = runs.get(j);
        ReadOut begun = open.remove(passage.speaker());
        boolean goesOn =
            j == 0
                && begun != null
                && begun.goesOnIn(i)
                && !begun.quantity()
                && passage.beginsWith(run.start())
                && (isReadOut(passage, run) || (begun.isLong() && run.symbols().length() > 1));
        ReadOut readOut = goesOn ? begun : new ReadOut(new ArrayList<>());
        readOut.parts().add(new Part(i, run));
        if (!goesOn) {
          readOuts.add(readOut);
        }
        if (j == runs.size() - 1 && passage.endsWith(run.end())) {
          open.put(passage.speaker(), readOut);
        }
      }
    }
    return readOuts;
  }

  /** Whether a run is read out rather than said in passing, such as "one more thing". */
  private static boolean isReadOut(Passage passage, NumberRun run) {
    int symbols = run.symbols().length();
    return symbols >= 3
        || (passage.endsWith(run.end()) && (symbols == 2 || passage.tokens().size() <= 2));
  }

  /** Whether what is said may be a code of letters and digits. */
  private static boolean isCoded(List<Passage> passages, int i) {
    return passages.get(i).mentions().stream().anyMatch(ReadOut::isCode)
        || Question.before(passages, i).filter(ReadOut::isCode).isPresent();
  }

  private static boolean isCode(Mention mention) {
    return mention.topic() == Topic.ID || mention.topic() == Topic.ACCOUNT;
  }

  /** Whether the turn is the speaker's next but for one of the other. */
  private boolean goesOnIn(int passage) {
    return parts.size() < MOST_PARTS && passage - parts.get(parts.size() - 1).passage() <= 2;
  }

  private boolean quantity() {
    return parts.stream().anyMatch(part -> part.run().quantity());
  }

  /** Whether so much is read out already that a short end is the end of it. */
  private boolean isLong() {
    return parts.stream().mapToInt(part -> part.run().digits().length()).sum() >= 8;
  }

  /** How many turns lie between another turn and the nearest of its own. */
  int turnsFrom(int passage) {
    return parts.stream().mapToInt(part -> Math.abs(part.passage() - passage)).min().orElseThrow();
  }

  /** All of it as one. */
  NumberRun whole() {
    List<Piece> pieces = new ArrayList<>();
    parts.forEach(part -> pieces.addAll(part.run().pieces()));
    return new NumberRun(pieces);
  }

  /** As it stands in the text, with a plus or parenthesis before it; all parts one by one. */
  String written(List<Passage> passages) {
    StringBuilder written = new StringBuilder();
    for (Part part : parts) {
      String text = passages.get(part.passage()).text();
      written.append(written.isEmpty() ? "" : " ");
      written.append(text, start(text, part.run()), part.run().end());
    }
    return written.toString();
  }

  /** Takes it out of every turn it is said in. */
  void mark(List<Passage> passages, Category category, int priority) {
    for (Part part : parts) {
      Passage passage = passages.get(part.passage());
      boolean letters =
          LETTERED.contains(category) && (parts.size() > 1 || !part.run().hasLoneEdgeLetter());
      Optional<NumberRun> run = letters ? Optional.of(part.run()) : part.run().withoutEdgeLetters();
      run.ifPresent(
          found ->
              passage.add(Span.hit(category, priority, start(passage.text(), found), found.end())));
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
