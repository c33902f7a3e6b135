package org.voiceagent.exporter.advice.amount;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Measure;

/**
 * An expression for a number: what is measured, a limit, a step, a bound. Its value is {@link
 * Double#NaN} while anything it needs is unknown; every part is asked all the same, so that the
 * call notes each one that is unknown.
 */
public sealed interface Expression {

  /** The number for this call; NaN if anything it needs is unknown. */
  double value(RuleContext call);

  /** Adds the names of what is missing where the value is unknown. */
  void addMissing(RuleContext call, Set<String> names);

  /** The expression in words, for the documentation. */
  String describe();

  /** A number as written. */
  record Constant(double number) implements Expression {
    @Override
    public double value(RuleContext call) {
      return number;
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {}

    @Override
    public String describe() {
      return SettingValue.of(number).text();
    }
  }

  /** One of our thresholds by name. */
  record Threshold(String name) implements Expression {
    @Override
    public double value(RuleContext call) {
      return call.thresholds().value(name);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {}

    @Override
    public String describe() {
      double byDefault = Thresholds.defaults().value(name);
      return quoted(name) + " (" + SettingValue.of(byDefault).text() + ")";
    }
  }

  /** A fact of the call. */
  record OfFact(Fact fact) implements Expression {
    @Override
    public double value(RuleContext call) {
      return fact.number(call);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      if (Double.isNaN(fact.number(call))) {
        names.addAll(fact.missing(call));
      }
    }

    @Override
    public String describe() {
      return quoted(fact.evidenceName());
    }
  }

  /** A key of the engine's configuration. */
  record Setting(String key) implements Expression {
    @Override
    public double value(RuleContext call) {
      return call.setting(key);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      if (Double.isNaN(call.setting(key))) {
        names.add(call.missingSetting(key));
      }
    }

    @Override
    public String describe() {
      return quoted(key);
    }
  }

  /** An expression, or a number in its place if something is missing for it. */
  record OrElse(Expression of, double byDefault) implements Expression {
    @Override
    public double value(RuleContext call) {
      double value = of.value(call);
      return Double.isNaN(value) ? byDefault : value;
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {}

    @Override
    public String describe() {
      return of.describe();
    }
  }

  /** An expression times a number. */
  record Times(Expression of, double factor) implements Expression {
    @Override
    public double value(RuleContext call) {
      return of.value(call) * factor;
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      of.addMissing(call, names);
    }

    @Override
    public String describe() {
      return of.describe() + " × " + SettingValue.of(factor).text();
    }
  }

  /**
   * An expression plus or minus another.
   *
   * @param sign 1 for plus, -1 for minus
   */
  record Sum(Expression left, int sign, Expression right) implements Expression {
    @Override
    public double value(RuleContext call) {
      return left.value(call) + sign * right.value(call);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      left.addMissing(call, names);
      right.addMissing(call, names);
    }

    @Override
    public String describe() {
      return left.describe() + (sign > 0 ? " + " : " − ") + right.describe();
    }
  }

  /**
   * The least or the greatest of several expressions.
   *
   * @param of at least one
   * @param least whether the least rather than the greatest
   */
  record Extreme(List<Expression> of, boolean least) implements Expression {
    @Override
    public double value(RuleContext call) {
      return bound(call, of, least);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      of.forEach(one -> one.addMissing(call, names));
    }

    @Override
    public String describe() {
      return "the "
          + (least ? "least" : "greatest")
          + " of "
          + of.stream().map(Expression::describe).collect(Collectors.joining(", "));
    }
  }

  /** A fact per minute of call; unknown for calls too short for a rate to mean anything. */
  record PerMinute(Fact fact) implements Expression {
    /** One hit in a call of three seconds is no rate of twenty a minute. */
    private static final double SHORTEST_CALL_SECONDS = 10;

    private static final String LONG_ENOUGH =
        CallField.DURATION_SECONDS.key() + " of at least " + (int) SHORTEST_CALL_SECONDS;

    @Override
    public double value(RuleContext call) {
      double count = fact.number(call);
      double seconds = call.number(CallField.DURATION_SECONDS);
      if (seconds < SHORTEST_CALL_SECONDS) {
        call.note(LONG_ENOUGH.hashCode());
        return Double.NaN;
      }
      return count * 60 / seconds;
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      new OfFact(fact).addMissing(call, names);
      double seconds = call.number(CallField.DURATION_SECONDS);
      if (Double.isNaN(seconds)) {
        names.add(CallField.DURATION_SECONDS.key());
      } else if (seconds < SHORTEST_CALL_SECONDS) {
        names.add(LONG_ENOUGH);
      }
    }

    @Override
    public String describe() {
      return quoted(fact.evidenceName()) + " per minute";
    }
  }

  /** A fact as a share of another; unknown if the other is 0. */
  record Ratio(Fact part, Fact whole) implements Expression {
    @Override
    public double value(RuleContext call) {
      double share = part.number(call);
      double divisor = whole.number(call);
      if (divisor <= 0) {
        call.note(1);
        return Double.NaN;
      }
      return share / divisor;
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      new OfFact(part).addMissing(call, names);
      if (whole.number(call) <= 0) {
        names.add(whole.evidenceName() + " above 0");
      } else {
        new OfFact(whole).addMissing(call, names);
      }
    }

    @Override
    public String describe() {
      return quoted(part.evidenceName()) + " / " + quoted(whole.evidenceName());
    }
  }

  /** In what share of the last calls the rule held; only where its severity is decided. */
  record ShareOfCalls(LookBack lookBack) implements Expression {
    @Override
    public double value(RuleContext call) {
      return call.share(lookBack);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      if (Double.isNaN(value(call))) {
        names.add(call.missingShare());
      }
    }

    @Override
    public String describe() {
      return "share of " + lookBack.describe();
    }
  }

  /** The median of a measure over the last calls, the one that is judged included. */
  record Median(Measure measure, LookBack lookBack) implements Expression {
    @Override
    public double value(RuleContext call) {
      return call.median(measure, lookBack);
    }

    @Override
    public void addMissing(RuleContext call, Set<String> names) {
      if (Double.isNaN(value(call))) {
        names.add(call.missingMedian(measure));
      }
    }

    @Override
    public String describe() {
      return "median " + quoted(measure.key()) + " of " + lookBack.describe();
    }
  }

  /** The least or the greatest of some bounds; without any, infinity that bounds nothing. */
  static double bound(RuleContext call, List<Expression> of, boolean least) {
    double bound = least ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    for (Expression one : of) {
      double value = one.value(call);
      bound = least ? Math.min(bound, value) : Math.max(bound, value);
    }
    return bound;
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }
}
