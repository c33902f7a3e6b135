package org.voiceagent.exporter.http.pages;

/**
 * The sources of the pages' content, by area. Several threads call them at the same time.
 *
 * @param server the daemon itself
 * @param metrics creates the page that Prometheus scrapes
 * @param calls single calls
 * @param kpis how calls went, over time
 */
public record WebContent(
    ServerSources server, MetricsSource metrics, CallSources calls, KpiSources kpis) {

  /** The same with another source of metrics. */
  public WebContent with(MetricsSource other) {
    return new WebContent(server, other, calls, kpis);
  }
}
