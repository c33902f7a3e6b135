package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * One catalog. Immutable.
 *
 * @param name its name, which is that of its file
 * @param owner the team that answers for it
 * @param description what it is about, in a sentence, or ""
 * @param events the events it declares
 * @param derived gauges over several of them
 * @param alerts what Prometheus alerts on
 */
record EventCatalog(
    String name,
    String owner,
    String description,
    List<EventType> events,
    List<EventMetric> derived,
    List<CatalogAlert> alerts) {

  /** Copies. */
  EventCatalog {
    events = List.copyOf(events);
    derived = List.copyOf(derived);
    alerts = List.copyOf(alerts);
  }

  /** All its metrics, in the order of the file. */
  List<EventMetric> metrics() {
    List<EventMetric> all = new ArrayList<>();
    events.forEach(event -> all.addAll(event.metrics()));
    all.addAll(derived);
    return all;
  }
}
