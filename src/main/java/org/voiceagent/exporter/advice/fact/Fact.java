package org.voiceagent.exporter.advice.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/** Something a rule may ask of a call, by name: a field of its summary, or what follows from it. */
public sealed interface Fact permits FieldFact, DerivedNumber, DerivedText {

  /** The name by which rules speak of it. */
  String key();

  /** Whether it is a number, which can be compared with a limit. */
  boolean isNumber();

  /** The number, or what is missing for it. */
  MaybeNumber figure(RuleContext call);

  /** The text, if it is one and is known. */
  Optional<String> text(RuleContext call);

  /** Whether anything is known of it. */
  boolean known(RuleContext call);

  /** What would be needed to know it; at least one name. */
  default List<String> missing(RuleContext call) {
    return List.of(evidenceName());
  }

  /** What to call it among evidence: the name users know from {@code metrics.json}. */
  default String evidenceName() {
    return key();
  }

  /**
   * Every fact by the name that rules use and by that of {@code metrics.json}; what is derived
   * comes before a plain field of the same name.
   */
  static Map<String, Fact> all() {
    Map<String, Fact> facts = new LinkedHashMap<>();
    List<Fact> inOrder = new ArrayList<>();
    inOrder.addAll(List.of(DerivedNumber.values()));
    inOrder.addAll(List.of(DerivedText.values()));
    for (CallField field : CallField.values()) {
      if (field.kind() != FieldKind.CALLER) {
        inOrder.add(new FieldFact(field));
      }
    }
    inOrder.forEach(fact -> facts.putIfAbsent(fact.key(), fact));
    inOrder.forEach(fact -> facts.putIfAbsent(fact.evidenceName(), fact));
    return facts;
  }
}
