package org.voiceagent.exporter.callmetrics;

import java.util.List;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;

/**
 * A number of the call, by its name in the registry.
 *
 * @param number the number
 */
record NumberSource(CallNumber number) implements Source<CallReport> {

  @Override
  public String key() {
    return number.key();
  }

  @Override
  public String description() {
    return number.description();
  }

  @Override
  public Occurs occurs() {
    return Occurs.IF_KNOWN;
  }

  @Override
  public String unit() {
    return number.unit().label();
  }

  @Override
  public boolean negative() {
    return number.needs() == CallField.SENTIMENT_SCORE;
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public void read(CallReport report, Sink sink) {
    number.of(report.session()).ifPresent(value -> sink.accept(value, List.of()));
  }
}
