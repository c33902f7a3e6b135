package org.voiceagent.exporter.event.catalog;

import java.util.List;

/**
 * An alert that a catalog asks Prometheus for. Immutable.
 *
 * @param name its name
 * @param severity {@code critical}, {@code warning} or {@code info}
 * @param expr when it fires, in PromQL
 * @param lasting how long that must hold, such as {@code 5m}; "" for no time
 * @param routes where it is sent: {@code pagerduty}, {@code slack}, {@code email}
 * @param runbook a page that says what to do
 * @param summary one sentence
 * @param description more, or ""
 */
record CatalogAlert(
    String name,
    String severity,
    String expr,
    String lasting,
    List<String> routes,
    String runbook,
    String summary,
    String description) {

  /** Copies the list. */
  CatalogAlert {
    routes = List.copyOf(routes);
  }
}
