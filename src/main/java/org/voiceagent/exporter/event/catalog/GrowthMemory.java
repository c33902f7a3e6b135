package org.voiceagent.exporter.event.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.ledger.Change;

/**
 * Where the counters of other processes stood when they were last seen. The ledger keeps the same
 * in hidden families, from which it is restored. Thread-safe.
 */
final class GrowthMemory {
  private static final String END = "_last";

  private final Map<String, Map<String, Last>> byFamily = new HashMap<>();

  private record Last(double value, Instant at) {}

  /** The hidden family of a metric. */
  static String family(String metric) {
    return Family.HIDDEN + metric + END;
  }

  /** Learns where counters stood at the end of the last run. */
  synchronized void restore(List<Change.Set> gauges) {
    gauges.stream().filter(gauge -> isOne(gauge.family())).forEach(this::put);
  }

  private static boolean isOne(String family) {
    return family.startsWith(Family.HIDDEN) && family.endsWith(END);
  }

  /**
   * By how much a counter grew; all of it if it is seen first, or began again at 0. Negative if the
   * event is older than the last one, so that it says nothing.
   */
  synchronized double growth(Change.Set stands) {
    Map<String, Last> known = byFamily.getOrDefault(stands.family(), Map.of());
    Last last = known.get(stands.labels().get(0));
    if (last == null) {
      return stands.value();
    }
    if (stands.at().isBefore(last.at())) {
      return -1;
    }
    return stands.value() >= last.value() ? stands.value() - last.value() : stands.value();
  }

  /** Remembers where a counter stands. */
  synchronized void put(Change.Set stands) {
    byFamily
        .computeIfAbsent(stands.family(), any -> new HashMap<>())
        .put(stands.labels().get(0), new Last(stands.value(), stands.at()));
  }
}
