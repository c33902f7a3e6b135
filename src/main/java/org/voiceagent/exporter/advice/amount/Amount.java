package org.voiceagent.exporter.advice.amount;

import java.util.List;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;

/** An expression for a number: a limit, a step, a bound. */
public sealed interface Amount {

  /** The number for this call, or what is missing for it. */
  MaybeNumber in(RuleContext call);

  /** The expression in words, for the documentation. */
  String describe();

  /** A number as written. */
  record Constant(double value) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return MaybeNumber.of(value);
    }

    @Override
    public String describe() {
      return SettingValue.of(value).text();
    }
  }

  /** One of our thresholds by name. */
  record Threshold(String name) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return MaybeNumber.of(call.thresholds().value(name));
    }

    @Override
    public String describe() {
      double byDefault = Thresholds.defaults().value(name);
      return "`" + name + "` (" + SettingValue.of(byDefault).text() + ")";
    }
  }

  /** A fact of the call. */
  record OfFact(Fact fact) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return fact.figure(call);
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "`";
    }
  }

  /** A key of the engine's configuration. */
  record Setting(String key) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return call.setting(key);
    }

    @Override
    public String describe() {
      return "`" + key + "`";
    }
  }

  /** An amount, or a number in its place if something is missing for it. */
  record OrElse(Amount amount, double byDefault) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      MaybeNumber figure = amount.in(call);
      return figure.known() ? figure : MaybeNumber.of(byDefault);
    }

    @Override
    public String describe() {
      return amount.describe();
    }
  }

  /** An amount times a number. */
  record Times(Amount amount, double factor) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return amount.in(call).map(value -> value * factor);
    }

    @Override
    public String describe() {
      return amount.describe() + " × " + SettingValue.of(factor).text();
    }
  }

  /** An amount plus another. */
  record Plus(Amount amount, Amount other) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return amount.in(call).with(other.in(call), Double::sum);
    }

    @Override
    public String describe() {
      return amount.describe() + " + " + other.describe();
    }
  }

  /** An amount minus another. */
  record Minus(Amount amount, Amount other) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return amount.in(call).with(other.in(call), (a, b) -> a - b);
    }

    @Override
    public String describe() {
      return amount.describe() + " − " + other.describe();
    }
  }

  /** The least of several amounts; there is at least one. */
  record Least(List<Amount> amounts) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return amounts.stream()
          .map(amount -> amount.in(call))
          .reduce((a, b) -> a.with(b, Math::min))
          .orElseThrow();
    }

    @Override
    public String describe() {
      return "the least of " + list(amounts);
    }
  }

  /** The greatest of several amounts; there is at least one. */
  record Greatest(List<Amount> amounts) implements Amount {
    @Override
    public MaybeNumber in(RuleContext call) {
      return amounts.stream()
          .map(amount -> amount.in(call))
          .reduce((a, b) -> a.with(b, Math::max))
          .orElseThrow();
    }

    @Override
    public String describe() {
      return "the greatest of " + list(amounts);
    }
  }

  private static String list(List<Amount> amounts) {
    return amounts.stream().map(Amount::describe).collect(Collectors.joining(", "));
  }
}
