package org.voiceagent.exporter.daemon;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
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
  private final InstantSource clock;

  private EventMetrics(CallMetrics totals, CatalogCounting counting, InstantSource clock) {
    this.totals = totals;
    this.counting = counting;
    this.clock = clock;
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
    EventMetrics events = new EventMetrics(telemetry.calls(), counting, clock);
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

  /** The answer to a request to count every event of a name for a while; empty for others. */
  Optional<ControlAnswer> answer(ControlRequest request) {
    return request instanceof ControlRequest.SampleBurst burst
        ? Optional.of(burst(burst.event(), burst.seconds()))
        : Optional.empty();
  }

  private ControlAnswer burst(String event, int seconds) {
    Instant until = clock.instant().plusSeconds(seconds);
    return counting.burst(event, until)
        ? new ControlAnswer(
            0, "Every " + event + " counts until " + until.truncatedTo(SECONDS) + ".\n")
        : new ControlAnswer(1, "No catalog has an event of this name: " + event + "\n");
  }

  /** Judges events. */
  CatalogCounting counting() {
    return counting;
  }
}
