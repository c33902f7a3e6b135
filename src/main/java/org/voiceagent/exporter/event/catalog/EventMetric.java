package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;

/**
 * A metric that a catalog declares. Immutable.
 *
 * @param family as a page shows it
 * @param op how it is made, in the catalog's word
 * @param unit for people and panels, such as {@code percent}
 * @param source where it comes from, in words for the documentation
 * @param labels its labels
 * @param reducers by the name of the event that they read
 * @param hidden the families that hold what it is worked out from
 * @param computed how it is worked out; empty if events change it themselves
 * @param line where it stands
 */
record EventMetric(
    Family family,
    String op,
    String unit,
    String source,
    List<EventLabel> labels,
    Map<String, List<Reducer>> reducers,
    List<Family> hidden,
    Optional<ComputedGauge> computed,
    int line) {

  /** Copies. */
  EventMetric {
    labels = List.copyOf(labels);
    reducers = Map.copyOf(reducers);
    hidden = List.copyOf(hidden);
  }

  /** The families whose totals are kept for it. */
  List<Family> counted() {
    List<Family> counted = new ArrayList<>(hidden);
    if (computed.isEmpty()) {
      counted.add(family);
    }
    return counted;
  }

  /** The same with another family. */
  EventMetric with(Family other) {
    return new EventMetric(other, op, unit, source, labels, reducers, hidden, computed, line);
  }
}
