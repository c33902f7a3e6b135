package org.voiceagent.exporter.advice.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.advice.amount.Adjustment;
import org.voiceagent.exporter.advice.amount.AlternativeKind;
import org.voiceagent.exporter.advice.amount.ExpressionReader;
import org.voiceagent.exporter.advice.amount.RuleTerms;
import org.voiceagent.exporter.advice.fact.DerivedNumber;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads the changes that a rule may suggest from YAML. */
public final class SuggestedChangeReader {
  private static final List<String> ADJUSTMENTS = List.of("raise", "lower", "set", "choose");
  private static final Map<String, DerivedNumber> DERIVED =
      Stream.of(DerivedNumber.values())
          .collect(Collectors.toMap(DerivedNumber::key, Function.identity()));
  private static final List<String> ALWAYS_IN_A_REASON =
      List.of(
          "field",
          "unit",
          "current",
          "suggested",
          "pipeline_name",
          "provider_id",
          "model_variant",
          "engine_version");

  private SuggestedChangeReader() {}

  /**
   * Reads the list under {@code try}.
   *
   * @param when the rule's condition; reasons may quote the values it compares
   */
  public static List<SuggestedChange> changes(YamlNode list, Condition when) {
    if (list.items().isEmpty()) {
      list.problem("is required: at least one change to try");
    }
    return list.items().stream().map(node -> change(node, when)).toList();
  }

  private static SuggestedChange change(YamlNode node, Condition when) {
    Adjustment adjustment =
        RuleTerms.one(
                node,
                ADJUSTMENTS,
                "field",
                "unit",
                "apply",
                "when",
                "moves",
                "reason",
                "notes",
                "effect")
            .map(kind -> adjustment(kind, node.at(kind)))
            .orElse(new Adjustment.SetTo(new SettingValue("")));
    return new SuggestedChange(
        RuleTerms.setting(node.at("field")),
        node.at("unit").text(""),
        node.at("apply").oneOf(SuggestedChange.Apply.class, SuggestedChange.Apply.RESTART),
        ConditionReader.optional(node.at("when")),
        adjustment,
        moves(node.at("moves")),
        reason(node.at("reason"), when),
        notes(node.at("notes"), when),
        node.at("effect").text(""));
  }

  private static Adjustment adjustment(String kind, YamlNode value) {
    return switch (kind) {
      case "raise" -> step(value, true);
      case "lower" -> step(value, false);
      case "set" -> new Adjustment.SetTo(new SettingValue(value.requiredText()));
      default -> choose(value);
    };
  }

  private static Adjustment step(YamlNode node, boolean raise) {
    node.allowOnly("step", "factor", "floor", "ceiling", "grid");
    if (node.isMapping() && !node.at("step").present() && !node.at("factor").present()) {
      node.problem("needs step, factor or both");
    }
    return new Adjustment.Step(
        raise,
        ExpressionReader.expression(node.at("step"), 0),
        ExpressionReader.expression(node.at("factor"), 1),
        new Adjustment.Bounds(
            ExpressionReader.expressions(node.at("floor")),
            ExpressionReader.expressions(node.at("ceiling")),
            ExpressionReader.expression(node.at("grid"), 1)));
  }

  private static Adjustment choose(YamlNode node) {
    node.allowOnly("from", "faster_than");
    node.at("from").requiredText();
    AlternativeKind from = node.at("from").oneOf(AlternativeKind.class, AlternativeKind.PIPELINES);
    return new Adjustment.Choose(from, ExpressionReader.required(node.at("faster_than")));
  }

  private static List<DerivedNumber> moves(YamlNode list) {
    List<DerivedNumber> moves = new ArrayList<>();
    for (YamlNode item : list.items()) {
      String name = item.requiredText();
      Optional.ofNullable(DERIVED.get(name))
          .ifPresentOrElse(
              moves::add,
              () ->
                  item.problem(
                      "unknown derived number \""
                          + name
                          + "\""
                          + Nearest.hint(name, DERIVED.keySet())));
    }
    return List.copyOf(moves);
  }

  private static List<ReasonNote> notes(YamlNode list, Condition when) {
    List<ReasonNote> notes = new ArrayList<>();
    for (YamlNode item : list.items()) {
      item.allowOnly("when", "say");
      notes.add(
          new ReasonNote(ConditionReader.required(item.at("when")), reason(item.at("say"), when)));
    }
    return List.copyOf(notes);
  }

  private static ReasonTemplate reason(YamlNode node, Condition when) {
    ReasonTemplate reason = new ReasonTemplate(node.requiredText());
    Set<String> known = new LinkedHashSet<>(ALWAYS_IN_A_REASON);
    Rule.IN_EVERY_REASON.forEach(fact -> known.add(fact.key()));
    List<Condition.Limit> limits = when.limits();
    for (Condition.Limit limit : limits) {
      known.add(limit.name());
      known.add(limit.thresholdName(limits));
    }
    for (String placeholder : reason.placeholders()) {
      if (!known.contains(placeholder)) {
        node.problem(
            "unknown placeholder {" + placeholder + "}" + Nearest.hint(placeholder, known));
      }
    }
    return reason;
  }
}
