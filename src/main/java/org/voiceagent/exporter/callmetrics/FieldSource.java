package org.voiceagent.exporter.callmetrics;

import java.util.List;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;

/**
 * The number of one field of the call's summary.
 *
 * @param field a field for which {@link #isNumber} holds
 */
record FieldSource(CallField field) implements Source<CallReport> {

  /** Whether the field holds one number. */
  static boolean isNumber(CallField field) {
    return switch (field.kind()) {
      case COUNT, NUMBER, RATING, FLAG, DURATION, LATENCY, SENTIMENT -> true;
      case TEXT, NAME, TEXTS, LATENCIES, INSTANT, CALLER -> false;
    };
  }

  @Override
  public String key() {
    return field.key();
  }

  /** The field's place in {@code metrics.json}, as schema version 1 has it. */
  @Override
  public String description() {
    String suffix =
        switch (field.kind()) {
          case DURATION -> "_seconds";
          case LATENCY -> "_ms";
          default -> "";
        };
    String group = field.group().isEmpty() ? "" : field.group() + ".";
    return group + field.names().get(0) + suffix;
  }

  @Override
  public Occurs occurs() {
    return Occurs.IF_KNOWN;
  }

  @Override
  public String unit() {
    return switch (field.kind()) {
      case DURATION -> "seconds";
      case LATENCY -> "milliseconds";
      default -> "";
    };
  }

  @Override
  public boolean negative() {
    return field.kind() == FieldKind.SENTIMENT;
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public void read(CallReport report, Sink sink) {
    report.session().facts().number(field).ifPresent(value -> sink.accept(value, List.of()));
  }
}
