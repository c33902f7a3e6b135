package org.voiceagent.exporter.advice.amount;

import java.util.List;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Measure;

/** The left side of a comparison: what is measured, and under which name it is evidence. */
public sealed interface Quantity {

  /** The number for this call, or what is missing for it. */
  MaybeNumber in(RuleContext call);

  /** The name it has among evidence. */
  String name();

  /** The quantity in words, for the documentation. */
  String describe();

  /** How many decimals it is shown with, unless it takes more to tell it from its limit. */
  int decimals();

  /** A fact as it is. */
  record Plain(Fact fact) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      return fact.figure(call);
    }

    @Override
    public String name() {
      return fact.evidenceName();
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "`";
    }

    @Override
    public int decimals() {
      return 3;
    }
  }

  /** A key of the engine's configuration. */
  record Setting(String key) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      return call.setting(key);
    }

    @Override
    public String name() {
      return key;
    }

    @Override
    public String describe() {
      return "`" + key + "`";
    }

    @Override
    public int decimals() {
      return 3;
    }
  }

  /** A fact per minute of call; unknown for calls too short for a rate to mean anything. */
  record PerMinute(Fact fact) implements Quantity {
    /** One hit in a call of three seconds is no rate of twenty a minute. */
    static final double SHORTEST_CALL_SECONDS = 10;

    private static final String LONG_ENOUGH =
        CallField.DURATION_SECONDS.key() + " of at least " + (int) SHORTEST_CALL_SECONDS;

    @Override
    public MaybeNumber in(RuleContext call) {
      MaybeNumber duration = call.number(CallField.DURATION_SECONDS);
      MaybeNumber longEnough =
          duration.known() && duration.value() < SHORTEST_CALL_SECONDS
              ? MaybeNumber.missing(LONG_ENOUGH)
              : duration;
      return fact.figure(call).with(longEnough, (count, seconds) -> count * 60 / seconds);
    }

    @Override
    public String name() {
      return fact.evidenceName() + "_per_minute";
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` per minute";
    }

    @Override
    public int decimals() {
      return 1;
    }
  }

  /** A fact as a share of another; unknown if the other is 0. */
  record Ratio(Fact part, Fact whole) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      MaybeNumber divisor = whole.figure(call);
      MaybeNumber usable =
          divisor.known() && divisor.value() <= 0
              ? MaybeNumber.missing(whole.evidenceName() + " above 0")
              : divisor;
      return part.figure(call).with(usable, (a, b) -> a / b);
    }

    @Override
    public String name() {
      return part.evidenceName() + "_per_" + whole.evidenceName();
    }

    @Override
    public String describe() {
      return "`" + part.evidenceName() + "` / `" + whole.evidenceName() + "`";
    }

    @Override
    public int decimals() {
      return 3;
    }
  }

  /** Several facts added; there is at least one. */
  record Sum(List<Fact> facts) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      return facts.stream()
          .map(fact -> fact.figure(call))
          .reduce((a, b) -> a.with(b, Double::sum))
          .orElseThrow();
    }

    @Override
    public String name() {
      return facts.stream().map(Fact::evidenceName).collect(Collectors.joining("_and_"));
    }

    @Override
    public String describe() {
      return facts.stream()
          .map(fact -> "`" + fact.evidenceName() + "`")
          .collect(Collectors.joining(" + "));
    }

    @Override
    public int decimals() {
      return 3;
    }
  }

  /**
   * In what share of the last calls the rule held; only where it is asked how much that matters.
   */
  record Share(LookBack span) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      return call.share(span);
    }

    @Override
    public String name() {
      return "share_of_calls";
    }

    @Override
    public String describe() {
      return "share of " + span.describe();
    }

    @Override
    public int decimals() {
      return 2;
    }
  }

  /** The median of a measure over the last calls, the one that is judged included. */
  record Median(Measure measure, LookBack span) implements Quantity {
    @Override
    public MaybeNumber in(RuleContext call) {
      return call.median(measure, span);
    }

    @Override
    public String name() {
      return "median_" + measure.key();
    }

    @Override
    public String describe() {
      return "median `" + measure.key() + "` of " + span.describe();
    }

    @Override
    public int decimals() {
      return 3;
    }
  }
}
