package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Map;
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
  /** What may become known after the call: by a survey, a review, an analysis or a bill. */
  private static final Map<CallField, String> LATE =
      Map.of(
          CallField.CSAT, "csat",
          CallField.RESOLVED, "resolved",
          CallField.HUMAN_RATING, "human_rating",
          CallField.WER, "wer",
          CallField.COST_USD, "cost");

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
  public String late() {
    return LATE.getOrDefault(number.needs(), "");
  }

  @Override
  public void read(CallReport report, Sink sink) {
    number.of(report.session()).ifPresent(value -> sink.accept(value, List.of()));
  }
}
