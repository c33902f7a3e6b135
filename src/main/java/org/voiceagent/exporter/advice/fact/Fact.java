package org.voiceagent.exporter.advice.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/** Something a rule may ask about a call: a field of its summary, or what follows from the call. */
public sealed interface Fact permits FieldFact, DerivedNumber, DerivedText {

  /** The name that rules use for it. */
  String key();

  /** Whether it is a number, which can be compared with a limit. */
  boolean isNumber();

  /** The number, finite; {@link Double#NaN} if it is unknown or the fact is a text. */
  double number(RuleContext call);

  /** The text, with the spellings of a codec folded into one; "" if unknown or a number. */
  String foldedText(RuleContext call);

  /** Whether the call tells anything of it. */
  boolean known(RuleContext call);

  /** The names of what is missing where it is unknown; at least one. */
  List<String> missing(RuleContext call);

  /** Its name among evidence: the one that users know from {@code metrics.json}. */
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
      if (field.kind() != FieldKind.CALLER && field.kind() != FieldKind.ROWS) {
        inOrder.add(FieldFact.of(field));
      }
    }
    inOrder.forEach(fact -> facts.putIfAbsent(fact.key(), fact));
    inOrder.forEach(fact -> facts.putIfAbsent(fact.evidenceName(), fact));
    return facts;
  }
}
