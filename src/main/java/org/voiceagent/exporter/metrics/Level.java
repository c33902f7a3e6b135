package org.voiceagent.exporter.metrics;

import java.util.List;
import java.util.Locale;
import org.voiceagent.exporter.report.CallReport;

/** What stands now, told as a whole rather than call by call. */
enum Level implements Source {
  ACTIVE_CALLS("how many calls go on now");

  private final String description;

  Level(String description) {
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
  public String unit() {
    return "";
  }

  @Override
  public boolean negative() {
    return false;
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  /** Does nothing: a finished call says nothing of those that go on. */
  @Override
  public void read(CallReport report, Sink sink) {}
}
