package org.voiceagent.exporter.advice;

import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/** A field of the call's summary as it is. */
record FieldFact(CallField field) implements Fact {

  @Override
  public String key() {
    return field.key();
  }

  @Override
  public boolean isNumber() {
    return switch (field.kind()) {
      case COUNT, NUMBER, RATING, FLAG, DURATION, LATENCY, SENTIMENT -> true;
      case TEXT, NAME, TEXTS, LATENCIES, INSTANT, CALLER -> false;
    };
  }

  @Override
  public Figure figure(Situation call) {
    return call.number(field);
  }

  @Override
  public Optional<String> text(Situation call) {
    return call.facts().text(field);
  }

  @Override
  public boolean known(Situation call) {
    return call.facts().known(field);
  }

  @Override
  public String evidenceName() {
    return field.kind() == FieldKind.COUNT ? field.names().get(0) : key();
  }
}
