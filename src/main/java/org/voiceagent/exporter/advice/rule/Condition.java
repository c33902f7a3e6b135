package org.voiceagent.exporter.advice.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.amount.Amount;
import org.voiceagent.exporter.advice.amount.Quantity;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;

/** Something that holds of a call, does not, or cannot be told. */
public sealed interface Condition {
  /** Whether it holds of this call. */
  ConditionResult judge(RuleContext call);

  /** The condition in words, for the documentation. */
  String describe();

  /** The comparisons with a limit in it that are asked for, not ruled out, in order. */
  default List<Limit> limits() {
    return List.of();
  }

  /** All of them hold; none at all holds too. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return ConditionResult.all(parts.stream().map(part -> part.judge(call)).toList());
    }

    @Override
    public String describe() {
      return joined(parts, " and ");
    }

    @Override
    public List<Limit> limits() {
      return parts.stream().flatMap(part -> part.limits().stream()).toList();
    }
  }

  /** At least one of them holds. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return ConditionResult.any(parts.stream().map(part -> part.judge(call)).toList());
    }

    @Override
    public String describe() {
      return "(" + joined(parts, " or ") + ")";
    }

    @Override
    public List<Limit> limits() {
      return parts.stream().flatMap(part -> part.limits().stream()).toList();
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return part.judge(call).negated();
    }

    @Override
    public String describe() {
      return "not (" + part.describe() + ")";
    }
  }

  /**
   * A figure stands to a limit as asked.
   *
   * @param name what the figure is called among evidence
   */
  record Limit(Quantity quantity, String name, ComparisonOperator comparison, Amount limit)
      implements Condition {
    /**
     * What the limit is called among evidence: {@code threshold} if it is the only one, else after
     * its figure.
     *
     * @param limits all limits of the rule
     */
    public String thresholdName(List<Limit> limits) {
      return limits.size() == 1 ? "threshold" : name + "_threshold";
    }

    @Override
    public ConditionResult judge(RuleContext call) {
      MaybeNumber figure = quantity.in(call);
      MaybeNumber bound = limit.in(call);
      if (figure.known() && bound.known()) {
        return ConditionResult.of(comparison.holds(figure.value(), bound.value()));
      }
      return ConditionResult.unknown(figure.with(bound, Double::sum).missing());
    }

    @Override
    public String describe() {
      return quantity.describe() + " " + comparison.sign() + " " + limit.describe();
    }

    @Override
    public List<Limit> limits() {
      return comparison == ComparisonOperator.EQUALS ? List.of() : List.of(this);
    }
  }

  /** A fact is this word, whatever its case and however a codec is spelled. */
  record FactIs(Fact fact, String word) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return same(fact.text(call), word, fact.missing(call));
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is " + word;
    }
  }

  /** A key of the engine's configuration has this value; case and a codec's spelling are equal. */
  record SettingIs(String key, String word) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return same(call.settingText(key), word, List.of(call.nameOfMissing(key)));
    }

    @Override
    public String describe() {
      return "`" + key + "` is " + word;
    }
  }

  /** Something is known of a fact; always yes or no. */
  record FactKnown(Fact fact) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return ConditionResult.of(fact.known(call));
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is known";
    }
  }

  /** A key of the engine's configuration is in the snapshot; always yes or no. */
  record SettingKnown(String key) implements Condition {
    @Override
    public ConditionResult judge(RuleContext call) {
      return ConditionResult.of(call.settingText(key).isPresent());
    }

    @Override
    public String describe() {
      return "`" + key + "` is known";
    }
  }

  private static ConditionResult same(Optional<String> text, String word, List<String> missing) {
    return text.map(
            found -> ConditionResult.of(CodecName.folded(found).equals(CodecName.folded(word))))
        .orElseGet(() -> ConditionResult.unknown(missing));
  }

  private static String joined(List<Condition> parts, String between) {
    return parts.stream().map(Condition::describe).collect(Collectors.joining(between));
  }
}
