package org.voiceagent.exporter.event.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A label of a metric of events. Immutable.
 *
 * @param name the name on the page
 * @param from where its value comes from; empty if it is always the same
 * @param values all values it may have; empty if events choose them
 * @param most how many values get series, where events choose them
 * @param beside how many values it may have besides these: {@code other}, the default
 * @param byDefault its value if an event has none, or the one it always has
 */
record EventLabel(
    String name,
    Optional<DataPath> from,
    List<String> values,
    int most,
    int beside,
    String byDefault) {

  /** Copies the list. */
  EventLabel {
    values = List.copyOf(values);
  }

  /** Whether events choose its values. */
  boolean open() {
    return from.isPresent() && values.isEmpty();
  }

  /** The values that are known before any event; empty if events choose them. */
  List<String> known() {
    return from.isEmpty() ? List.of(byDefault) : values;
  }

  /** How many values it can have at most. */
  long limit() {
    return (open() ? most : known().size()) + (long) beside;
  }
}
