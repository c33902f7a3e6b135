package org.voiceagent.exporter.advice.amount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;

/** How a suggested value follows from the current one. */
public sealed interface Adjustment {

  /** The value to suggest for a field. */
  Proposal propose(RuleContext call, String field);

  /** The adjustment in words, for the documentation. */
  String describe();

  /**
   * A higher number: the current one plus a step or times a factor, whichever is more; at least the
   * floors; at most the ceilings. Rounded to a grid, upwards, but never above a ceiling. If a
   * ceiling is below a floor the change would do nothing and is impossible.
   *
   * @param step what to add; 0 for nothing
   * @param factor what to multiply by; 1 for nothing
   * @param floors what the suggestion must reach to have an effect; may be empty
   * @param ceilings what it must not exceed; may be empty
   * @param grid suggestions are multiples of it; above 0
   */
  record Raise(Amount step, Amount factor, List<Amount> floors, List<Amount> ceilings, Amount grid)
      implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      MaybeNumber current = call.setting(field);
      MaybeNumber unit = grid.in(call).map(size -> size > 0 ? size : 1);
      MaybeNumber wanted =
          current
              .with(step.in(call), Double::sum)
              .with(current.with(factor.in(call), (a, b) -> a * b), Math::max);
      MaybeNumber floor = bound(call, floors, Double.NEGATIVE_INFINITY, Math::max);
      MaybeNumber ceiling = bound(call, ceilings, Double.POSITIVE_INFINITY, Math::min);
      MaybeNumber raised = wanted.with(floor, Math::max).with(unit, Raise::up);
      MaybeNumber suggested = raised.with(ceiling.with(unit, Raise::down), Math::min);
      if (!suggested.known()) {
        return new Proposal.Unknown(suggested.missing());
      }
      return suggested.value() > current.value() && suggested.value() >= floor.value()
          ? new Proposal.Value(SettingValue.of(current.value()), SettingValue.of(suggested.value()))
          : new Proposal.Impossible("room to raise " + field);
    }

    @Override
    public String describe() {
      String how =
          step.equals(new Amount.Constant(0)) ? "× " + factor.describe() : "+ " + step.describe();
      return "raise, "
          + how
          + listed("; at least ", floors)
          + listed("; at most ", ceilings)
          + "; in steps of "
          + grid.describe();
    }

    private static MaybeNumber bound(
        RuleContext call, List<Amount> amounts, double none, DoubleBinaryOperator stricter) {
      return amounts.stream()
          .map(amount -> amount.in(call))
          .reduce(MaybeNumber.of(none), (a, b) -> a.with(b, stricter));
    }

    private static double up(double value, double unit) {
      return plain(Math.ceil(value / unit - ROUNDING) * unit);
    }

    private static double down(double value, double unit) {
      return plain(Math.floor(value / unit + ROUNDING) * unit);
    }

    /** 0.6 rather than 0.6000000000000001; no bound stays none. */
    private static double plain(double value) {
      if (Double.isInfinite(value) || Double.isNaN(value)) {
        return value;
      }
      return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static String listed(String intro, List<Amount> amounts) {
      return amounts.isEmpty()
          ? ""
          : intro + String.join(" and ", amounts.stream().map(Amount::describe).toList());
    }
  }

  /**
   * A lower number: the current one less a step or times a factor, whichever is less; at most the
   * ceilings, which it takes for an effect; at least the floors. Rounded to a grid, downwards, but
   * never below a floor.
   *
   * @param step what to take off; 0 for nothing
   * @param factor what to multiply by; 1 for nothing
   * @param floors what it must not fall below; may be empty
   * @param ceilings what it must not exceed to have an effect; may be empty
   * @param grid suggestions are multiples of it; above 0
   */
  record Lower(Amount step, Amount factor, List<Amount> floors, List<Amount> ceilings, Amount grid)
      implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      MaybeNumber current = call.setting(field);
      MaybeNumber unit = grid.in(call).map(size -> size > 0 ? size : 1);
      MaybeNumber wanted =
          current
              .with(step.in(call), (a, b) -> a - b)
              .with(current.with(factor.in(call), (a, b) -> a * b), Math::min);
      MaybeNumber floor = Raise.bound(call, floors, Double.NEGATIVE_INFINITY, Math::max);
      MaybeNumber ceiling = Raise.bound(call, ceilings, Double.POSITIVE_INFINITY, Math::min);
      MaybeNumber lowered = wanted.with(ceiling, Math::min).with(unit, Raise::down);
      MaybeNumber suggested = lowered.with(floor.with(unit, Raise::up), Math::max);
      if (!suggested.known()) {
        return new Proposal.Unknown(suggested.missing());
      }
      return suggested.value() < current.value() && suggested.value() <= ceiling.value()
          ? new Proposal.Value(SettingValue.of(current.value()), SettingValue.of(suggested.value()))
          : new Proposal.Impossible("room to lower " + field);
    }

    @Override
    public String describe() {
      String how =
          step.equals(new Amount.Constant(0)) ? "× " + factor.describe() : "− " + step.describe();
      return "lower, "
          + how
          + Raise.listed("; at least ", floors)
          + Raise.listed("; at most ", ceilings)
          + "; in steps of "
          + grid.describe();
    }
  }

  /** A fixed value. */
  record SetTo(SettingValue value) implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      Optional<String> current = call.settingText(field);
      if (current.isEmpty()) {
        return new Proposal.Unknown(List.of(call.nameOfMissing(field)));
      }
      return CodecName.folded(current.get()).equals(CodecName.folded(value.text()))
          ? new Proposal.Impossible("another value than " + value.text() + " for " + field)
          : new Proposal.Value(new SettingValue(current.get()), value);
    }

    @Override
    public String describe() {
      return "set to " + value.text();
    }
  }

  /**
   * Another pipeline, provider, recognizer or model: not the one configured or used now, and faster
   * than a bound by our own recent calls, else normally; see {@link AlternativeSearch}. Nothing is
   * ever suggested that neither the snapshot nor an own call has.
   *
   * @param from among what to choose
   * @param fasterThan the latency in ms the candidate's must be below
   */
  record Choose(AlternativeKind from, Amount fasterThan) implements Adjustment {
    @Override
    public Proposal propose(RuleContext call, String field) {
      Optional<String> current = call.settingText(field);
      MaybeNumber bound = fasterThan.in(call);
      if (current.isEmpty() || !bound.known()) {
        Stream<String> unset =
            current.isEmpty() ? Stream.of(call.nameOfMissing(field)) : Stream.empty();
        return new Proposal.Unknown(Stream.concat(unset, bound.missing().stream()).toList());
      }
      return new AlternativeSearch(call, from, bound.value(), current.get())
          .best()
          .<Proposal>map(value -> value)
          .orElseGet(() -> new Proposal.Impossible("a faster candidate for " + field));
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

  /** A hair, so that 0.1 × 3 is not rounded up a whole step. */
  double ROUNDING = 1e-9;
}
