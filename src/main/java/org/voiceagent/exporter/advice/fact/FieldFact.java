package org.voiceagent.exporter.advice.fact;

import java.util.List;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/**
 * A field of the call's summary, unchanged.
 *
 * @param field the field
 * @param missing the name to report where the field is absent, as the only item
 */
public record FieldFact(CallField field, List<String> missing) implements Fact {

  /** The fact that a field is. */
  public static FieldFact of(CallField field) {
    return new FieldFact(field, List.of(evidenceName(field)));
  }

  @Override
  public String key() {
    return field.key();
  }

  @Override
  public boolean isNumber() {
    return field.kind().isNumber();
  }

  @Override
  public double number(RuleContext call) {
    return call.number(field);
  }

  @Override
  public String foldedText(RuleContext call) {
    return call.facts().text(field).map(CodecName::folded).orElse("");
  }

  @Override
  public boolean known(RuleContext call) {
    return call.facts().known(field);
  }

  @Override
  public List<String> missing(RuleContext call) {
    return missing;
  }

  @Override
  public String evidenceName() {
    return missing.get(0);
  }

  /** What users know a field by: a count by its name in {@code metrics.json}, others by key. */
  static String evidenceName(CallField field) {
    return field.kind() == FieldKind.COUNT ? field.names().get(0) : field.key();
  }
}
