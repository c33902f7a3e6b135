package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.advice.RuleTexts.book;
import static org.voiceagent.exporter.advice.RuleTexts.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.call.Observation.Decided;
import org.voiceagent.exporter.testing.CallSessions;

/** What followed from advice, and how that ranks the rule. */
final class TrackRecordTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final LabelSet LABELS = new LabelSet("local_hybrid", "local", "llama");
  private static final Advisor TWO_RULES =
      new Advisor(
          book(
              "rules:\n"
                  + item("poor", "warning", "{known: turns}", "{field: a.b, set: 2, reason: R.}")
                  + item("other", "info", "{known: turns}", "{field: a.c, set: 2, reason: S.}")),
          Thresholds.defaults());

  private final List<Observation> calls = new ArrayList<>();

  @Test
  void countsADecisionForTheRulesThatHadAdvisedTheChange() {
    followed("poor", "helped");
    followed("poor", "no_effect");
    followed("poor", "harmed");
    followed("poor", "inconclusive");
    followed("poor", "reverted");
    TrackRecord record = TrackRecord.of(calls);
    assertThat(record.successes("poor")).isEqualTo(1);
    assertThat(record.failures("poor")).isEqualTo(2);
    assertThat(record.failures("other")).isZero();
  }

  @ParameterizedTest(name = "from {0}, advised {1}, set to {2}: counts {3}")
  @CsvSource({
    "80, 120, 120, true",
    "80, 120, 100, true",
    "80, 120, 160, true",
    "80, 120, 60, false",
    "ulaw, slin16, slin16, true",
    "ulaw, slin16, alaw, false",
  })
  void aChangeTheOtherWayIsNotTheRulesDoing(
      String from, String suggested, String to, boolean counts) {
    calls.add(advised("poor", 0, from, suggested));
    calls.add(decided(10, to, "harmed"));
    assertThat(TrackRecord.of(calls).failures("poor")).isEqualTo(counts ? 1 : 0);
  }

  @Test
  void adviceAfterTheChangeIsNotItsCause() {
    calls.add(decided(10, "120", "harmed"));
    calls.add(advised("poor", 11, "80", "120"));
    assertThat(TrackRecord.of(calls).failures("poor")).isZero();
  }

  @Test
  void aRuleThatKeepsFailingIsRankedDownAndSaysWhy() {
    for (int i = 0; i < 3; i++) {
      followed("poor", "no_effect");
    }
    List<Recommendation> said = advise();
    assertThat(said).extracting(Recommendation::key).containsExactly("other", "poor");
    assertThat(said.get(1).severity()).isEqualTo(Severity.INFO);
    assertThat(said.get(1).reason())
        .isEqualTo("R. Ranked down: of 3 changes this rule advised here, 3 did not help.");
  }

  @ParameterizedTest(name = "{0} failures and {1} successes")
  @CsvSource({"0, 0", "2, 0", "3, 3", "4, 5"})
  void aRuleThatFailsSeldomKeepsItsRank(int failures, int successes) {
    for (int i = 0; i < failures; i++) {
      followed("poor", "harmed");
    }
    for (int i = 0; i < successes; i++) {
      followed("poor", "helped");
    }
    List<Recommendation> said = advise();
    assertThat(said).extracting(Recommendation::key).containsExactly("poor", "other");
    assertThat(said.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(said.get(0).reason()).isEqualTo("R.");
  }

  private List<Recommendation> advise() {
    CallSession call =
        CallSessions.call("c")
            .with(CallField.TURNS, 1)
            .setting("a.b", "1")
            .setting("a.c", "1")
            .build();
    return TWO_RULES
        .advise(call, Before.enough(call, "poor", "other"), TrackRecord.of(calls))
        .recommendations();
  }

  private void followed(String rule, String verdict) {
    int from = calls.size() * 100;
    calls.add(advised(rule, from, "80", "120"));
    calls.add(decided(from + 50, "120", verdict));
  }

  private static Observation advised(String rule, int second, String current, String suggested) {
    return call(second, current, List.of(new Advised(rule, "a.b", suggested, "info")), List.of());
  }

  private static Observation decided(int second, String to, String verdict) {
    Decided change = new Decided("a.b", to, NOON.plusSeconds(second), verdict);
    return call(second + 20, to, List.of(), List.of(change));
  }

  private static Observation call(
      int second, String setting, List<Advised> advised, List<Decided> decided) {
    return new Observation(
        new CallId("call-" + second),
        NOON.plusSeconds(second),
        LABELS,
        "",
        1,
        Map.of("a.b", setting),
        Measures.of(Map.of()),
        Set.of(),
        Set.of(),
        advised,
        decided);
  }
}
