package org.voiceagent.exporter.advice.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.amount.Expression;
import org.voiceagent.exporter.advice.amount.Quantity;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.RuleContext;

/** A statement about a call that holds, does not hold, or is unknown. */
public sealed interface Condition {
  /**
   * Whether it holds for this call. If that is unknown, the context has noted everything that is
   * missing.
   */
  Truth judge(RuleContext call);

  /** Adds the names of what is missing, if it is unknown whether it holds. */
  void addMissing(RuleContext call, Set<String> names);

  /** The condition in words, for the documentation. */
  String describe();

  /** The comparisons with a limit that it contains, except negated ones, in order. */
  default List<Limit> limits() {
    return List.of();
  }

  /** All of them hold; none at all holds too. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public Truth judge(RuleContext call) {
      return combined(parts, call, Truth.NO, Truth.YES);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      addUnknown(parts, call, names);
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
    public Truth judge(RuleContext call) {
      return combined(parts, call, Truth.YES, Truth.NO);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      addUnknown(parts, call, names);
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
    public Truth judge(RuleContext call) {
      return part.judge(call).negated();
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      part.addMissing(call, names);
    }

    @Override
    public String describe() {
      return "not (" + part.describe() + ")";
    }
  }

  /** A quantity is above, below or equal to a limit. */
  record Limit(Quantity quantity, ComparisonOperator comparison, Expression limit)
      implements Condition {
    /** What the quantity is called among evidence. */
    public String name() {
      return quantity.name();
    }

    /**
     * What the limit is called among evidence: {@code threshold} if it is the only one, else after
     * its quantity.
     *
     * @param limits all limits of the rule
     */
    public String thresholdName(List<Limit> limits) {
      return limits.size() == 1 ? "threshold" : name() + "_threshold";
    }

    @Override
    public Truth judge(RuleContext call) {
      double value = quantity.expression().value(call);
      double bound = limit.value(call);
      if (Double.isNaN(value) || Double.isNaN(bound)) {
        call.note(Double.isNaN(value) ? 2 : 3);
        return Truth.UNKNOWN;
      }
      return Truth.of(comparison.holds(value, bound));
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      quantity.expression().addMissing(call, names);
      limit.addMissing(call, names);
    }

    @Override
    public String describe() {
      return quantity.expression().describe() + " " + comparison.sign() + " " + limit.describe();
    }

    @Override
    public List<Limit> limits() {
      return comparison == ComparisonOperator.EQUALS ? List.of() : List.of(this);
    }
  }

  /**
   * A fact is this word; case and the spelling of codecs do not matter.
   *
   * @param folded the word as {@link CodecName#folded} has it
   */
  record FactIs(Fact fact, String word, String folded) implements Condition {
    FactIs(Fact fact, String word) {
      this(fact, word, CodecName.folded(word));
    }

    @Override
    public Truth judge(RuleContext call) {
      String text = fact.foldedText(call);
      if (text.isEmpty()) {
        call.note(fact.missing(call).hashCode());
        return Truth.UNKNOWN;
      }
      return Truth.of(text.equals(folded));
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      names.addAll(fact.missing(call));
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is " + word;
    }
  }

  /**
   * A key of the engine's configuration has this value; case and a codec's spelling do not matter.
   *
   * @param folded the value as {@link CodecName#folded} has it
   */
  record SettingIs(String key, String word, String folded) implements Condition {
    SettingIs(String key, String word) {
      this(key, word, CodecName.folded(word));
    }

    @Override
    public Truth judge(RuleContext call) {
      String text = call.foldedSetting(key);
      return text.isEmpty() ? Truth.UNKNOWN : Truth.of(text.equals(folded));
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      names.add(call.missingSetting(key));
    }

    @Override
    public String describe() {
      return "`" + key + "` is " + word;
    }
  }

  /** The call gives something for a fact; always yes or no. */
  record FactKnown(Fact fact) implements Condition {
    @Override
    public Truth judge(RuleContext call) {
      return Truth.of(fact.known(call));
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {}

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is known";
    }
  }

  /** A key of the engine's configuration is in the snapshot; always yes or no. */
  record SettingKnown(String key) implements Condition {
    @Override
    public Truth judge(RuleContext call) {
      return Truth.of(!call.settingText(key).isEmpty());
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {}

    @Override
    public String describe() {
      return "`" + key + "` is known";
    }
  }

  /** The deciding value if any part has it, else unknown if any part is unknown, else the other. */
  private static Truth combined(
      List<Condition> parts, RuleContext call, Truth deciding, Truth otherwise) {
    Truth result = otherwise;
    for (int i = 0; i < parts.size(); i++) {
      Truth next = parts.get(i).judge(call);
      if (next == deciding) {
        return deciding;
      }
      if (next == Truth.UNKNOWN) {
        result = Truth.UNKNOWN;
      }
    }
    return result;
  }

  private static void addUnknown(List<Condition> parts, RuleContext call, Set<String> names) {
    for (Condition part : parts) {
      if (part.judge(call) == Truth.UNKNOWN) {
        part.addMissing(call, names);
      }
    }
  }

  private static String joined(List<Condition> parts, String between) {
    return parts.stream().map(Condition::describe).collect(Collectors.joining(between));
  }
}
