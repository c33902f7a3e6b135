package org.voiceagent.exporter.kpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.LabelSet;

/** Numbers the sets of pipeline, provider and model, so that hours name them in two bytes. */
final class LabelSets {
  /** Many more than have series of their own; further ones share {@code other}. */
  static final int MOST = 10_000;

  private static final List<String> FOLDED =
      List.of(LabelSet.OTHER, LabelSet.OTHER, LabelSet.OTHER);

  private final List<List<String>> sets = new ArrayList<>();
  private final Map<List<String>, Integer> numbers = new HashMap<>();
  private List<String> asked = List.of();
  private int answer;

  /**
   * The number of a label set, which is new if need be.
   *
   * @param labels at least three, of which the first three are meant
   */
  int number(List<String> labels) {
    // Label lists are shared, and most calls of an hour have few of them.
    if (labels != asked) {
      answer = numberOf(List.of(labels.get(0), labels.get(1), labels.get(2)));
      asked = labels;
    }
    return answer;
  }

  private int numberOf(List<String> set) {
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    if (sets.size() >= MOST && !set.equals(FOLDED)) {
      return numberOf(FOLDED);
    }
    sets.add(set);
    numbers.put(set, sets.size() - 1);
    return sets.size() - 1;
  }

  /** The three values of a number. */
  List<String> of(int number) {
    return sets.get(number);
  }

  /** All of them, in the order of their numbers. */
  List<List<String>> all() {
    return List.copyOf(sets);
  }
}
