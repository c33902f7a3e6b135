package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;

/** How much of the marked data in hand-written calls is removed, and how much else. */
final class MarkedScore {
  /** Part of a spoken date, number or name that reveals nothing of it. */
  private static final Set<String> OF_NO_WORTH =
      Set.of("of", "at", "dot", "and", "the", "underscore", "mr", "ms", "plus");

  private static final Set<String> FIGURES =
      Set.of(
          ("zero oh one two three four five six seven eight nine ten eleven twelve thirteen"
               + " fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty"
               + " sixty seventy eighty ninety hundred double triple")
              .split(" ", -1));

  private static final int FEWEST_FIGURES = 3;

  private int turns;
  private Tally marks = new Tally(0, 0);
  private Tally spoken = new Tally(0, 0);
  private Tally hits = new Tally(0, 0);
  private Tally harmlessWords = new Tally(0, 0);
  private final Map<String, Tally> recall = new TreeMap<>();
  private final Map<String, Tally> precision = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private MarkedScore() {}

  /**
   * Parts of a whole.
   *
   * @param right how many were treated correctly
   * @param all how many there are
   */
  record Tally(int right, int all) {
    Tally and(boolean isRight) {
      return new Tally(right + (isRight ? 1 : 0), all + 1);
    }

    Tally and(Tally other) {
      return new Tally(right + other.right, all + other.all);
    }

    double share() {
      return all == 0 ? 1 : (double) right / all;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d of %d (%.1f %%)", right, all, 100 * share());
    }
  }

  static MarkedScore of(List<MarkedCall> calls, Redactor redactor) {
    MarkedScore score = new MarkedScore();
    for (MarkedCall call : calls) {
      List<Redacted> redacted = redactor.redactDialogue(call.turns());
      for (int i = 0; i < redacted.size(); i++) {
        score.add(call.lines().get(i), redacted.get(i));
      }
    }
    return score;
  }

  int turns() {
    return turns;
  }

  /** Marked data that was removed completely. */
  Tally marks() {
    return marks;
  }

  /** The same for data said in at least three number words. */
  Tally spoken() {
    return spoken;
  }

  /** Matches that contain marked data. */
  Tally hits() {
    return hits;
  }

  /** Marked data that was removed completely, by its category; without data of any category. */
  Map<String, Tally> recall() {
    return recall;
  }

  /** Matches that contain marked data, by the category of the match. */
  Map<String, Tally> precision() {
    return precision;
  }

  /** Unmarked words that stayed. */
  Tally harmlessWords() {
    return harmlessWords;
  }

  /** What stayed although marked, and what was removed although not. */
  List<String> mistakes() {
    return mistakes;
  }

  private void add(MarkedCall.Line line, Redacted redacted) {
    turns++;
    String text = line.said().text();
    BitSet goes = line.goes();
    BitSet gone = new BitSet();
    for (Match hit : redacted.matches()) {
      gone.set(hit.start(), hit.end());
      boolean right = goes.get(hit.start(), hit.end()).cardinality() > 0;
      hits = hits.and(right);
      count(precision, hit.category(), right);
      if (!right) {
        mistakes.add(
            "went as %s: \"%s\" in \"%s\""
                .formatted(hit.category(), text.substring(hit.start(), hit.end()), text));
      }
    }
    for (MarkedCall.Mark mark : line.marks().stream().filter(MarkedCall.Mark::must).toList()) {
      String marked = text.substring(mark.start(), mark.end());
      boolean found = isGone(text, mark.start(), mark.end(), gone);
      marks = marks.and(found);
      if (!mark.kind().isEmpty()) {
        count(recall, mark.kind(), found);
      }
      if (isSpoken(marked)) {
        spoken = spoken.and(found);
      }
      if (!found) {
        mistakes.add("stayed: \"" + marked + "\" in \"" + text + '"');
      }
    }
    countHarmless(text, goes, gone);
  }

  private static void count(Map<String, Tally> tallies, String category, boolean right) {
    tallies.merge(category, new Tally(0, 0).and(right), Tally::and);
  }

  private void countHarmless(String text, BitSet goes, BitSet gone) {
    for (int at = 0; at < text.length(); at = endOfWord(text, at) + 1) {
      int end = endOfWord(text, at);
      if (end > at && !goes.get(at)) {
        harmlessWords = harmlessWords.and(!gone.get(at));
      }
    }
  }

  private static boolean isGone(String text, int start, int end, BitSet gone) {
    for (int at = start; at < end; at = endOfWord(text, at) + 1) {
      int until = Math.min(end, endOfWord(text, at));
      if (until > at
          && gone.nextClearBit(at) < until
          && !OF_NO_WORTH.contains(text.substring(at, until).toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpoken(String marked) {
    return marked.chars().noneMatch(Character::isDigit)
        && Arrays.stream(marked.toLowerCase(Locale.ROOT).split("[\\s-]+", -1))
                .filter(FIGURES::contains)
                .count()
            >= FEWEST_FIGURES;
  }
}
