package org.voiceagent.exporter.callmetrics;

import java.util.Locale;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;

/** What is true now for all calls together, rather than for each finished call. */
enum LiveGauge implements Source<CallReport> {
  ACTIVE_CALLS("how many calls go on now");

  private final String description;

  LiveGauge(String description) {
    this.description = description;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Occurs occurs() {
    return Occurs.ALWAYS;
  }

  @Override
  public boolean live() {
    return true;
  }

  /** Does nothing: a finished call says nothing about those that go on. */
  @Override
  public void read(CallReport report, Sink sink) {}
}
