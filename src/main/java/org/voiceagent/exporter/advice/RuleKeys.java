package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A cache of sets of rule keys: few of the possible sets occur, and most calls have the same.
 * Thread-safe.
 */
final class RuleKeys {
  /** A power of two. */
  private static final int KNOWN = 256;

  private final List<String> keys;
  private final AtomicReferenceArray<Made> made = new AtomicReferenceArray<>(KNOWN);

  private record Made(BitSet rules, Set<String> keys) {}

  /**
   * @param keys the keys of all rules, in the rules' order
   */
  RuleKeys(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The keys of some rules. Immutable.
   *
   * @param rules their places among all rules; must not be changed afterwards
   */
  Set<String> of(BitSet rules) {
    int hash = rules.hashCode();
    int place = (hash ^ hash >>> 8 ^ hash >>> 16) & KNOWN - 1;
    Made known = made.get(place);
    if (known == null || !known.rules().equals(rules)) {
      List<String> chosen = new ArrayList<>();
      rules.stream().forEach(rule -> chosen.add(keys.get(rule)));
      known = new Made(rules, Set.copyOf(chosen));
      made.set(place, known);
    }
    return known.keys();
  }
}
