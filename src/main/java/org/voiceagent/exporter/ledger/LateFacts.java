package org.voiceagent.exporter.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The facts that may become known after their record was counted, such as what a survey says of a
 * call. Which of them were counted is kept as one bit each beside the key of the record, so that
 * they cost next to no memory.
 */
final class LateFacts {
  /** All that there can be. A fact's place is its bit in the state files, so it never changes. */
  private static final List<String> NAMES =
      List.of("csat", "resolved", "human_rating", "evaluations", "wer", "cost");

  private static final String SEPARATOR = "+";

  private LateFacts() {}

  /** Facts in the one form that stands for them in a mark. */
  static String word(Collection<String> facts) {
    facts.forEach(LateFacts::bit);
    return String.join(SEPARATOR, new TreeSet<>(facts));
  }

  /** The bits of the facts that {@link #word} made a text of; unknown ones have none. */
  static int bits(String word) {
    return Arrays.stream(word.split("\\" + SEPARATOR))
        .mapToInt(NAMES::indexOf)
        .filter(place -> place >= 0)
        .map(place -> 1 << place)
        .reduce(0, (all, bit) -> all | bit);
  }

  /** The facts with these bits. */
  static Set<String> of(int bits) {
    return bits == 0
        ? Set.of()
        : NAMES.stream().filter(fact -> (bits & bit(fact)) != 0).collect(Collectors.toSet());
  }

  private static int bit(String fact) {
    int place = NAMES.indexOf(fact);
    if (place < 0) {
      throw new IllegalArgumentException(fact + " is not one of " + NAMES);
    }
    return 1 << place;
  }
}
