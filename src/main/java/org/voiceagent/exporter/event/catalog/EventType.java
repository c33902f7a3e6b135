package org.voiceagent.exporter.event.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events of one name, as a catalog declares them. Immutable.
 *
 * @param name what happened, such as {@code llm.call}
 * @param version of the payload, such as {@code 1-0-0}
 * @param description one sentence
 * @param payload what the data must be
 * @param privacy how private fields are; those without an entry are internal
 * @param cost whether money depends on it
 * @param sampling which part counts
 * @param retention how long each tier keeps it, by {@code class}, {@code hot} and so on
 * @param metrics what it counts as
 * @param examples what is run to prove that
 */
record EventType(
    String name,
    String version,
    String description,
    DataSchema payload,
    List<FieldPrivacy> privacy,
    boolean cost,
    SamplingPlan sampling,
    Map<String, String> retention,
    List<EventMetric> metrics,
    List<EventExample> examples) {

  /** Copies. */
  EventType {
    privacy = List.copyOf(privacy);
    metrics = List.copyOf(metrics);
    examples = List.copyOf(examples);
  }

  /** How private a path of its data is; empty if nothing is said about it. */
  Optional<FieldPrivacy> privacyOf(DataPath path) {
    return privacy.stream()
        .filter(one -> one.path().root() == path.root() && covers(one.path(), path))
        .findFirst();
  }

  private static boolean covers(DataPath above, DataPath below) {
    int size = above.steps().size();
    return below.steps().size() >= size && below.steps().subList(0, size).equals(above.steps());
  }
}
