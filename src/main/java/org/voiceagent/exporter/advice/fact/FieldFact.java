package org.voiceagent.exporter.advice.fact;

import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/** A field of the call's summary as it is. */
public record FieldFact(CallField field) implements Fact {

  @Override
  public String key() {
    return field.key();
  }

  @Override
  public boolean isNumber() {
    return field.kind().isNumber();
  }

  @Override
  public MaybeNumber figure(RuleContext call) {
    return call.number(field);
  }

  @Override
  public Optional<String> text(RuleContext call) {
    return call.facts().text(field);
  }

  @Override
  public boolean known(RuleContext call) {
    return call.facts().known(field);
  }

  @Override
  public String evidenceName() {
    return field.kind() == FieldKind.COUNT ? field.names().get(0) : key();
  }
}
