package org.voiceagent.exporter.yaml;

import java.util.Collection;
import java.util.Optional;

/** Finds the known word that a misspelt one was probably meant to be. */
public final class Nearest {
  private static final int FARTHEST = 3;

  private Nearest() {}

  /**
   * A hint such as {@code ; did you mean "listen"?}, or "" if nothing known is at most three edits
   * away.
   */
  public static String hint(String word, Collection<String> known) {
    return to(word, known, Math.min(FARTHEST, word.length() / 2))
        .map(best -> "; did you mean \"" + best + "\"?")
        .orElse("");
  }

  /** The known word with the fewest edits, or empty if all are farther away than that. */
  public static Optional<String> to(String word, Collection<String> known, int farthest) {
    Optional<String> best = Optional.empty();
    int least = farthest + 1;
    for (String candidate : known) {
      // A difference in length is a lower bound, and much cheaper to see.
      if (Math.abs(candidate.length() - word.length()) < least) {
        int edits = edits(word, candidate);
        if (edits < least) {
          least = edits;
          best = Optional.of(candidate);
        }
      }
    }
    return best;
  }

  /** Levenshtein distance, in one row of memory. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
