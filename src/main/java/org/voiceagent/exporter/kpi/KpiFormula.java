package org.voiceagent.exporter.kpi;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How an indicator is worked out from tallies. */
sealed interface KpiFormula {

  /** What a formula gives: perhaps a value, and the number of things it comes from. */
  record Result(OptionalDouble value, long n) {
    static Result of(double value, double n) {
      return new Result(
          n > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(),
          Math.round(n));
    }
  }

  /** The calls that a formula takes. */
  enum Over {
    /** All of them. */
    ALL,
    /** Those since which a day has passed. */
    DAY_PASSED,
    /** Those since which a week has passed. */
    WEEK_PASSED,
    /** Those before which a week of callers is known. */
    WEEK_KNOWN
  }

  /** A sum to be added, or subtracted. */
  record Term(Sum sum, boolean subtracted) {
    private static double total(List<Term> terms, Tally tally) {
      double total = 0;
      for (Term term : terms) {
        total += term.subtracted ? -tally.get(term.sum) : tally.get(term.sum);
      }
      return total;
    }
  }

  /** Sums divided by sums; not divided if there are none. */
  record Ratio(List<Term> dividend, List<Term> divisor, List<Term> counted, Over over)
      implements KpiFormula {
    /** The same of other calls. */
    Ratio over(Over others) {
      return new Ratio(dividend, divisor, counted, others);
    }

    Result of(KpiTallies tallies) {
      Tally tally = tallies.over(over);
      double value = Term.total(dividend, tally);
      return Result.of(
          divisor.isEmpty() ? value : value / Term.total(divisor, tally),
          Term.total(counted, tally));
    }
  }

  /** A percentile of a latency. */
  record Percentile(Spread spread, double share) implements KpiFormula {
    Result of(KpiTallies tallies) {
      Tally tally = tallies.over(Over.ALL);
      long n = tally.count(spread);
      return n == 0 ? Result.of(0, 0) : Result.of(tally.percentile(spread, share), (double) n);
    }
  }

  /** What calls cost, in each currency. */
  record Cost(Per per) implements KpiFormula {
    /** By what a cost is divided. */
    enum Per {
      CALL,
      MINUTE,
      RESOLVED
    }

    private static final double SECONDS_OF_A_MINUTE = 60;

    /** The currencies in which there are costs. */
    static Map<String, Tally.Cost> costs(KpiTallies tallies) {
      return tallies.over(Over.ALL).costs();
    }

    Result of(KpiTallies tallies, Tally.Cost cost) {
      Tally tally = tallies.over(Over.ALL);
      double perCall = cost.amount() / cost.calls();
      double timed = tally.get(Sum.TIMED_CALLS);
      double resolved = tally.get(Sum.RESOLVED_CALLS);
      double stated = resolved + tally.get(Sum.UNRESOLVED_CALLS);
      return switch (per) {
        case CALL -> Result.of(perCall, cost.calls());
        case MINUTE ->
            Result.of(
                perCall / (tally.get(Sum.CALL_SECONDS) / timed) * SECONDS_OF_A_MINUTE,
                Math.min(cost.calls(), timed));
        case RESOLVED -> Result.of(perCall / (resolved / stated), resolved);
      };
    }
  }
}
