package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Conditions that all must hold. Immutable.
 *
 * @param terms the conditions; none always holds
 */
record EventFilter(List<Term> terms) {
  /** Always holds. */
  static final EventFilter NONE = new EventFilter(List.of());

  /** Copies the list. */
  EventFilter {
    terms = List.copyOf(terms);
  }

  /**
   * A condition on one value.
   *
   * @param path the value
   * @param words the texts it may have, of numbers and truth values too; empty: any
   * @param present whether it must be there, or must not be; empty: as the others say
   * @param limits the limits of a number
   */
  record Term(
      DataPath path, List<String> words, Optional<Boolean> present, Optional<Limits> limits) {

    /** Copies the list. */
    Term {
      words = List.copyOf(words);
    }

    boolean holds(EventReading reading) {
      JsonNode value = path.in(reading);
      boolean there = !value.isMissingNode() && !value.isNull();
      if (present.isPresent()) {
        return present.get() == there;
      }
      if (!there) {
        return false;
      }
      return limits.isPresent()
          ? value.isNumber() && limits.get().hold(value.doubleValue())
          : value.isValueNode() && words.contains(value.asText());
    }
  }

  /** Limits of a number, each with whether the number may be at it. */
  record Limits(double low, boolean atLow, double high, boolean atHigh) {
    boolean hold(double value) {
      return (atLow ? value >= low : value > low) && (atHigh ? value <= high : value < high);
    }
  }

  boolean holds(EventReading reading) {
    for (int i = 0; i < terms.size(); i++) {
      if (!terms.get(i).holds(reading)) {
        return false;
      }
    }
    return true;
  }
}
