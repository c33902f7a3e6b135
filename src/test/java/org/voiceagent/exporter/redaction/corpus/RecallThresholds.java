package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voiceagent.exporter.redaction.corpus.Score.Tally;

/** What the redactor must reach on every seed. */
final class RecallThresholds {
  /** The categories that must almost always be found. */
  static final List<String> CATEGORIES = List.of("CARD", "IBAN", "PHONE", "EMAIL", "ID");

  static final double RECALL = 0.98;
  static final double PRECISION = 0.95;

  private RecallThresholds() {}

  /** The thresholds that were missed, in words; empty if there are none. */
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
