package org.voiceagent.exporter.callindex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers values that many calls share, so that a call names each in two bytes. When it is full,
 * further values share one. Not thread-safe.
 */
final class Vocabulary<T> {
  /** How many values have a number of their own. */
  static final int MOST = 10_000;

  private final List<T> values = new ArrayList<>();
  private final Map<T, Character> numbers = new HashMap<>();
  private final T folded;

  /**
   * @param folded stands for all values beyond the limit
   */
  Vocabulary(T folded) {
    this.folded = folded;
  }

  /** The number of a value, which is new if need be. */
  char number(T value) {
    Character known = numbers.get(value);
    if (known != null) {
      return known;
    }
    if (values.size() >= MOST && !value.equals(folded)) {
      return number(folded);
    }
    values.add(value);
    numbers.put(value, (char) (values.size() - 1));
    return (char) (values.size() - 1);
  }

  T of(char number) {
    return values.get(number);
  }

  /** All values in the order of their numbers, as they are now. */
  List<T> all() {
    return List.copyOf(values);
  }
}
