package org.voiceagent.exporter.advice.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.amount.Expression;
import org.voiceagent.exporter.advice.amount.Quantity;
import org.voiceagent.exporter.advice.fact.FieldFact;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.history.RecentCalls;
import org.voiceagent.exporter.testing.CallSessions;

/** Kleene's logic: what is missing never turns into a yes or a no. */
final class TruthTest {
  private final RuleContext call =
      new RuleContext(
          CallSessions.call("c").with(CallField.RESTARTS, 1).build(),
          Thresholds.defaults(),
          RecentCalls.NONE);

  @ParameterizedTest(name = "{0} and {1} is {2}, or is {3}")
  @CsvSource({
    "YES, YES, YES, YES",
    "YES, NO, NO, YES",
    "YES, UNKNOWN, UNKNOWN, YES",
    "NO, YES, NO, YES",
    "NO, NO, NO, NO",
    "NO, UNKNOWN, NO, UNKNOWN",
    "UNKNOWN, YES, UNKNOWN, YES",
    "UNKNOWN, NO, NO, UNKNOWN",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
  })
  void combinesThreeValues(Truth a, Truth b, Truth and, Truth or) {
    List<Condition> both = List.of(condition(a), condition(b));
    assertThat(new Condition.All(both).judge(call)).isEqualTo(and);
    assertThat(new Condition.Any(both).judge(call)).isEqualTo(or);
  }

  @ParameterizedTest(name = "not {0} is {1}")
  @CsvSource({"YES, NO", "NO, YES", "UNKNOWN, UNKNOWN"})
  void negatesThreeValues(Truth a, Truth not) {
    assertThat(new Condition.Not(condition(a)).judge(call)).isEqualTo(not);
  }

  @Test
  void ofNothingAllHoldAndNoneDoes() {
    assertThat(new Condition.All(List.of()).judge(call)).isEqualTo(Truth.YES);
    assertThat(new Condition.Any(List.of()).judge(call)).isEqualTo(Truth.NO);
  }

  @Test
  void namesEachMissingFactOnce() {
    Condition all =
        new Condition.All(
            List.of(
                above(CallField.TURNS, CallField.CSAT),
                condition(Truth.YES),
                above(CallField.CSAT, CallField.WER)));
    assertThat(all.judge(call)).isEqualTo(Truth.UNKNOWN);
    assertThat(missing(all)).containsExactly("turns", "csat", "wer");
    assertThat(missing(new Condition.Not(all))).containsExactly("turns", "csat", "wer");
  }

  @Test
  void namesNothingOnceItIsDecided() {
    Condition decided = new Condition.Any(List.of(condition(Truth.UNKNOWN), condition(Truth.YES)));
    Condition open = new Condition.All(List.of(decided, above(CallField.CSAT, CallField.WER)));
    assertThat(decided.judge(call)).isEqualTo(Truth.YES);
    assertThat(missing(open)).containsExactly("csat", "wer");
  }

  private Set<String> missing(Condition condition) {
    Set<String> names = new LinkedHashSet<>();
    condition.addMissing(call, names);
    return names;
  }

  private static Condition condition(Truth truth) {
    return switch (truth) {
      case YES -> new Condition.FactKnown(FieldFact.of(CallField.RESTARTS));
      case NO -> new Condition.FactKnown(FieldFact.of(CallField.TURNS));
      case UNKNOWN -> above(CallField.TURNS, CallField.RESTARTS);
    };
  }

  private static Condition above(CallField field, CallField limit) {
    return new Condition.Limit(
        new Quantity(new Expression.OfFact(FieldFact.of(field)), field.key()),
        ComparisonOperator.ABOVE,
        new Expression.OfFact(FieldFact.of(limit)));
  }
}
