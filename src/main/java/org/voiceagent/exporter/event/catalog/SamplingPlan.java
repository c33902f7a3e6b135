package org.voiceagent.exporter.event.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * Which part of the events of one name counts. Immutable.
 *
 * @param byDefault the part, above 0 and at most 1
 * @param byEnvironment the same for some environments
 * @param key whose hash decides; empty: the event's id, its call, or its time
 */
record SamplingPlan(double byDefault, Map<String, Double> byEnvironment, Optional<DataPath> key) {
  /** Copies the map. */
  SamplingPlan {
    byEnvironment = Map.copyOf(byEnvironment);
  }

  /** The part in an environment. */
  double rate(String environment) {
    return byEnvironment.getOrDefault(environment, byDefault);
  }
}
