package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.SelfMetrics;

/** Everything that makes a page, under a clock that a test sets. */
public final class Board {
  public final CollectorRegistry registry = new CollectorRegistry();
  public final SelfMetrics self;
  public final CallMetrics calls;
  public final Exposition exposition;
  private volatile Instant now = CallSessions.COMPLETED_AT.plusSeconds(1);

  public Board() {
    this(CallCatalog.bundled(), CallMetrics.Limits.defaults());
  }

  public Board(CallMetrics.Limits limits) {
    this(CallCatalog.bundled(), limits);
  }

  public Board(Catalog<CallReport> catalog, CallMetrics.Limits limits) {
    self = new SelfMetrics(CallCatalog.bundled(), registry);
    calls = new CallMetrics(catalog, limits, () -> now, self);
    exposition = new Exposition(registry, calls, () -> now);
  }

  public void setTime(Instant time) {
    now = time;
  }

  public void count(CallSessions... sessions) {
    for (CallSessions session : sessions) {
      count(Reports.of(session));
    }
  }

  public void count(CallReport report) {
    calls.count(calls.entry(report, now), report);
    calls.late(report, report.session().id(), Set.of(), now).ifPresent(calls::add);
  }

  public String text(Format format) {
    return text(format, false);
  }

  /** The page as it is, or packed on the way. */
  public String text(Format format, boolean gzip) {
    Page page = exposition.render(format, Set.of(), gzip);
    assertThat(page.gzip()).isEqualTo(gzip);
    return new String(gzip ? unpacked(page.bytes()) : page.bytes(), StandardCharsets.UTF_8);
  }

  public MetricsPage page() {
    return MetricsPage.of(text(Format.TEXT));
  }

  private static byte[] unpacked(byte[] file) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
