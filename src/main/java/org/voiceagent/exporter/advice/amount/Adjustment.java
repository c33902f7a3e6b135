package org.voiceagent.exporter.advice.amount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;

/** How a suggested value follows from the current one. */
public sealed interface Adjustment {

  /** The value to suggest for a key of the configuration. */
  Proposal propose(RuleContext call, String field);

  /** The adjustment in words, for the documentation. */
  String describe();

  /**
   * A higher or a lower number. Raised, it is the current one plus a step or times a factor,
   * whichever is more; at least the floors, which it takes for an effect; rounded up to a grid, but
   * never above a ceiling. Lowered, it is the current one less a step or times a factor, whichever
   * is less; at most the ceilings, which it takes for an effect; rounded down, but never below a
   * floor. Where the bounds leave nothing in that direction, the change is impossible.
   *
   * @param raise whether to raise rather than to lower
   * @param step what to add or to take off; 0 for nothing
   * @param factor what to multiply by; 1 for nothing
   * @param bounds floors, ceilings and grid
   */
  record Step(boolean raise, Expression step, Expression factor, Bounds bounds)
      implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      double current = call.setting(field);
      double suggested = suggested(call, current);
      if (Double.isNaN(suggested)) {
        return new Proposal.Unknown(names -> addMissing(call, field, names));
      }
      double required = Expression.bound(call, raise ? bounds.floors : bounds.ceilings, !raise);
      boolean differs =
          raise
              ? suggested > current && suggested >= required
              : suggested < current && suggested <= required;
      return differs
          ? new Proposal.Value(SettingValue.of(current), SettingValue.of(suggested))
          : new Proposal.Impossible(raise ? "room to raise " : "room to lower ", field);
    }

    private double suggested(RuleContext call, double current) {
      double unit = bounds.unit(call);
      double stepped = current + (raise ? 1 : -1) * step.value(call);
      double scaled = current * factor.value(call);
      double floor = Expression.bound(call, bounds.floors, false);
      double ceiling = Expression.bound(call, bounds.ceilings, true);
      if (raise) {
        double raised = up(Math.max(Math.max(stepped, scaled), floor), unit);
        return Math.min(raised, down(ceiling, unit));
      }
      double lowered = down(Math.min(Math.min(stepped, scaled), ceiling), unit);
      return Math.max(lowered, up(floor, unit));
    }

    private void addMissing(RuleContext call, String field, Set<String> names) {
      new Expression.Setting(field).addMissing(call, names);
      step.addMissing(call, names);
      factor.addMissing(call, names);
      (raise ? bounds.floors : bounds.ceilings).forEach(one -> one.addMissing(call, names));
      bounds.grid.addMissing(call, names);
      (raise ? bounds.ceilings : bounds.floors).forEach(one -> one.addMissing(call, names));
    }

    @Override
    public String describe() {
      String how =
          step.equals(new Expression.Constant(0))
              ? "× " + factor.describe()
              : (raise ? "+ " : "− ") + step.describe();
      return (raise ? "raise, " : "lower, ")
          + how
          + listed("; at least ", bounds.floors)
          + listed("; at most ", bounds.ceilings)
          + "; in steps of "
          + bounds.grid.describe();
    }

    private static String listed(String intro, List<Expression> expressions) {
      return expressions.isEmpty()
          ? ""
          : intro + String.join(" and ", expressions.stream().map(Expression::describe).toList());
    }

    private static double up(double value, double unit) {
      return plain(Math.ceil(value / unit - ROUNDING) * unit);
    }

    private static double down(double value, double unit) {
      return plain(Math.floor(value / unit + ROUNDING) * unit);
    }

    /** 0.6 rather than 0.6000000000000001; an infinite bound stays infinite. */
    private static double plain(double value) {
      if (Double.isInfinite(value) || Double.isNaN(value) || value == Math.rint(value)) {
        return value;
      }
      return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    }
  }

  /**
   * What keeps a suggested number within what makes sense.
   *
   * @param floors what it must not fall below; may be empty
   * @param ceilings what it must not exceed; may be empty
   * @param grid suggestions are multiples of it; above 0
   */
  record Bounds(List<Expression> floors, List<Expression> ceilings, Expression grid) {
    private double unit(RuleContext call) {
      double size = grid.value(call);
      return size <= 0 ? 1 : size;
    }
  }

  /** A fixed value. */
  record SetTo(SettingValue value) implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      String current = call.settingText(field);
      if (current.isEmpty()) {
        return new Proposal.Unknown(names -> names.add(call.missingSetting(field)));
      }
      return CodecName.folded(current).equals(CodecName.folded(value.text()))
          ? new Proposal.Impossible("another value than " + value.text() + " for ", field)
          : new Proposal.Value(new SettingValue(current), value);
    }

    @Override
    public String describe() {
      return "set to " + value.text();
    }
  }

  /**
   * Another pipeline, provider, recognizer or model: not the one configured or used now, and faster
   * than a bound by our own recent calls, else normally; see {@link AlternativeSearch}. Only what
   * the snapshot or an own call has is ever suggested.
   *
   * @param from among what to choose
   * @param fasterThan the latency in ms that the alternative must stay below
   */
  record Choose(AlternativeKind from, Expression fasterThan) implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      String current = call.settingText(field);
      double bound = fasterThan.value(call);
      if (current.isEmpty() || Double.isNaN(bound)) {
        return new Proposal.Unknown(names -> addMissing(call, field, names));
      }
      return new AlternativeSearch(call, from, bound, current)
          .best()
          .<Proposal>map(value -> value)
          .orElseGet(() -> new Proposal.Impossible("a faster candidate for ", field));
    }

    private void addMissing(RuleContext call, String field, Set<String> names) {
      if (call.settingText(field).isEmpty()) {
        names.add(call.missingSetting(field));
      }
      fasterThan.addMissing(call, names);
    }

    @Override
    public String describe() {
      return "choose another of `"
          + from.label()
          + "` that was faster in own recent calls, else normally is";
    }
  }

  /** No key of any engine has more. */
  int DECIMALS = 9;

  /** A tiny amount, so that 0.1 × 3 is not rounded up a whole step. */
  double ROUNDING = 1e-9;
}
