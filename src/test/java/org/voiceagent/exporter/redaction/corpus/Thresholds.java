package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voiceagent.exporter.redaction.corpus.Score.Tally;

/** What the redactor has to reach on every seed. */
final class Thresholds {
  /** The categories that must be found nearly always. */
  static final List<String> CATEGORIES = List.of("CARD", "IBAN", "PHONE", "EMAIL", "ID");

  static final double RECALL = 0.98;
  static final double PRECISION = 0.95;

  private Thresholds() {}

  /** Each threshold that was not reached, in words; empty if all were. */
  static List<String> below(Score score) {
    List<String> below = new ArrayList<>();
    for (String category : CATEGORIES) {
      check(
          "recall of " + category,
          score.recall().getOrDefault(category, new Tally()).share(),
          RECALL,
          below);
    }
    check("precision", score.hits().share(), PRECISION, below);
    return below;
  }

  private static void check(String what, double share, double least, List<String> below) {
    if (share < least) {
      below.add(String.format(Locale.ROOT, "%s is %.4f, should be %.2f", what, share, least));
    }
  }
}
