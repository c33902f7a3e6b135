package org.voiceagent.exporter.telemetry;

import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.report.CallReport;

/**
 * All metrics of one daemon and the page that shows them. Whoever wires the daemon takes them from
 * here and need not know the client library.
 *
 * @param self the metrics about the daemon
 * @param calls the metrics about calls
 * @param page the page with both, and with {@code jvm_*} and {@code process_*}
 */
public record Telemetry(SelfMetrics self, CallMetrics calls, Exposition page) {

  /**
   * Metrics without a call, in a registry of their own.
   *
   * @param limits how much the page may grow
   * @param clock tells the time of exemplars and the age of recent calls
   */
  public static Telemetry create(CallMetrics.Limits limits, InstantSource clock) {
    CollectorRegistry registry = new CollectorRegistry();
    Catalog<CallReport> catalog = CallCatalog.bundled();
    SelfMetrics self = new SelfMetrics(catalog, registry);
    CallMetrics calls = new CallMetrics(catalog, limits, clock, self);
    JvmMetrics.register(registry);
    return new Telemetry(self, calls, new Exposition(registry, calls, clock));
  }
}
