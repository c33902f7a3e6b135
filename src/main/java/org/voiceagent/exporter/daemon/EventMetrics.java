package org.voiceagent.exporter.daemon;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.event.catalog.CatalogCounting;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.event.feed.EventFamilies;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.telemetry.Telemetry;

/** Counts events by catalogs, and keeps their totals beside those of calls. Thread-safe. */
final class EventMetrics {
  private static final int HASH_DIGITS = 16;

  private final CallMetrics totals;
  private final CatalogCounting counting;

  private EventMetrics(CallMetrics totals, CatalogCounting counting) {
    this.totals = totals;
    this.counting = counting;
  }

  /** Begins with the families of catalogs at 0; call it before the ledger is opened. */
  static EventMetrics begin(
      EventCatalogs catalogs,
      ExporterConfig config,
      Telemetry telemetry,
      HashingKey key,
      InstantSource clock) {
    Redactor redactor = config.redaction().redactor();
    CatalogCounting counting =
        new CatalogCounting(
            catalogs,
            new CatalogCounting.Surroundings(
                config.catalog().environment(),
                text -> hash(key, text),
                text -> redactor.redact(text).text(),
                telemetry.self(),
                clock));
    EventMetrics events = new EventMetrics(telemetry.calls(), counting);
    counting.giveTo(events::take);
    return events;
  }

  private static String hash(HashingKey key, String text) {
    return CallerHashing.with(key.get())
        .of(text)
        .orElseGet(() -> key.get().hex("event:" + text, HASH_DIGITS));
  }

  private void take(List<Family> counted, List<ComputedGauge> computed, SeriesNames names) {
    List<Family> all = new ArrayList<>(EventFamilies.all());
    all.addAll(counted);
    totals.replaceOthers(all, computed, names);
  }

  /** Learns from the totals what counting has to remember; call it once the ledger is open. */
  void restore() {
    counting.restore(totals.gauges());
  }

  /** Counts by other catalogs from now on; totals stay. */
  void replace(EventCatalogs catalogs) {
    counting.replace(catalogs, this::take);
  }

  /** Judges events. */
  CatalogCounting counting() {
    return counting;
  }
}
