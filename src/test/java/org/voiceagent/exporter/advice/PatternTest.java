package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** What the calls before a call do to the advice on it, and what a call's own names do to keys. */
final class PatternTest {
  private static final String RULE =
      """
      rules:
        - key: many_turns
          title: t
          when: {compare: turns, above: 3}
          try: [{field: a.b, raise: {step: 1}, reason: "Too many: {turns}."}]
      """;

  @Test
  void oneCallIsInformationAndAPatternIsMore() {
    assertThat(after(0, 0).severity()).isEqualTo(Severity.INFO);
    assertThat(after(3, 0).severity()).as("too few calls for a pattern").isEqualTo(Severity.INFO);
    assertThat(after(3, 16).severity()).as("4 of 20 calls").isEqualTo(Severity.INFO);
    assertThat(after(4, 15).severity()).as("5 of 20 calls").isEqualTo(Severity.WARNING);
    assertThat(after(10, 9).severity()).as("11 of 20 calls").isEqualTo(Severity.WARNING);
    assertThat(after(11, 8).severity()).as("12 of 20 calls").isEqualTo(Severity.CRITICAL);
    assertThat(after(19, 40).severity())
        .as("older calls do not matter")
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void fewerThanThreeCallsAreNoReasonForMoreThanInformation() {
    String severe = RULE.replace("title: t", "title: t\n    severity: critical");

    assertThat(said(severe, history(0, 11)).severity()).as("1 of 12").isEqualTo(Severity.INFO);
    assertThat(said(severe, history(1, 10)).severity()).as("2 of 12").isEqualTo(Severity.INFO);
    assertThat(said(severe, history(2, 9)).severity()).as("3 of 12").isEqualTo(Severity.CRITICAL);
  }

  @Test
  void patternIsEvidenceAndPartOfTheReason() {
    Recommendation said = after(10, 9);

    assertThat(said.reason()).isEqualTo("Too many: 5. So it was in 11 of the last 20 calls.");
    assertThat(said.evidence())
        .containsEntry("calls", new SettingValue("20"))
        .containsEntry("calls_affected", new SettingValue("11"));
    assertThat(after(0, 0).evidence()).containsEntry("calls", new SettingValue("1"));
    assertThat(after(0, 0).reason()).isEqualTo("Too many: 5.");
  }

  @Test
  void callsInWhichTheRuleCouldNotBeJudgedAreNoEvidence() {
    CallHistory history = new CallHistory(100, 100);
    for (int i = 0; i < 19; i++) {
      boolean judged = i < 4;
      history.add(call(i, judged, !judged));
    }

    assertThat(said(history).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(said(history).evidence()).containsEntry("calls", new SettingValue("5"));
  }

  @Test
  void severityMayAskForAShareOfItsOwn() {
    String own =
        RULE.replace(
            "title: t",
            "title: t\n"
                + "    severity: {base: info, critical: {compare: {share: {last: 5}}, at_least:"
                + " 0.2}}");
    CallHistory history = history(2, 17);

    assertThat(said(own, history).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void callsOwnProviderAndPipelineStandInKeysAndPatches() {
    String yaml =
        "rules: [{key: k, title: t, when: {known: turns}, try: [{field:"
            + " 'providers.{provider_id}.p.{pipeline_name}', lower: {step: 2, floor: 1}, reason:"
            + " '{field}'}]}]";
    CallSessions call =
        CallSessions.call("c")
            .labels("fast", "groq_llm", "m")
            .with(CallField.TURNS, 1)
            .setting("providers.groq_llm.p.fast", "7");
    Recommendation said = advisor(yaml).advise(call.build()).recommendations().get(0);

    assertThat(said.field()).isEqualTo("providers.groq_llm.p.fast");
    assertThat(said.suggested().text()).isEqualTo("5");
    assertThat(said.direction()).isEqualTo("lower");
    assertThat(said.reason()).isEqualTo("providers.groq_llm.p.fast");
    assertThat(said.patch()).isEqualTo("providers:\n  groq_llm:\n    p:\n      fast: 5\n");
    assertThat(advisor(yaml).observe(call.build(), advisor(yaml).advise(call.build())).settings())
        .containsExactly(Map.entry("providers.groq_llm.p.fast", "7"));
  }

  @Test
  void nameThatIsUnknownOrWouldBeTwoKeysIsMissing() {
    String yaml =
        "rules: [{key: k, title: t, when: {known: turns}, try: [{field: "
            + "'providers.{provider_id}.x', set: 1, reason: r}]}]";
    for (String provider : List.of("", "my.provider", "a b")) {
      CallSessions call =
          CallSessions.call("c").labels("p", provider, "m").with(CallField.TURNS, 1);

      assertThat(advisor(yaml).advise(call.build()).noAdvice())
          .as(provider)
          .containsExactly(new Advice.Unjudged("k", List.of("provider_id")));
    }
  }

  @Test
  void measuresOfAKeyAreThoseOfEveryRuleThatNamesIt() {
    Advisor shipped = new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

    assertThat(shipped.measures("pipelines.cloud.options.llm.max_tokens"))
        .containsExactly(Measure.RESPONSE_LATENCY_MS);
    assertThat(shipped.measures("no.such.key")).isEmpty();
  }

  private static Recommendation after(int fired, int silent) {
    return said(history(fired, silent));
  }

  private static CallHistory history(int fired, int silent) {
    CallHistory history = new CallHistory(100, 100);
    for (int i = 0; i < silent; i++) {
      history.add(call(i, false, false));
    }
    for (int i = 0; i < fired; i++) {
      history.add(call(silent + i, true, false));
    }
    return history;
  }

  private static Recommendation said(CallHistory history) {
    return said(RULE, history);
  }

  private static Recommendation said(String yaml, CallHistory history) {
    CallSessions call =
        CallSessions.call("now").labels("p", "v", "m").with(CallField.TURNS, 5).setting("a.b", "1");
    return advisor(yaml).advise(call.build(), history).recommendations().get(0);
  }

  private static Advisor advisor(String yaml) {
    return new Advisor(RuleTexts.book(yaml), Thresholds.defaults());
  }

  /** A call of the same pipeline, some minutes before the one that is judged. */
  private static Observation call(int number, boolean fired, boolean unjudged) {
    Instant end = CallSessions.COMPLETED_AT.minusSeconds(10_000).plusSeconds(number);
    Set<String> key = Set.of("many_turns");
    return new Observation(
        new CallId("before-" + number),
        end,
        CallSessions.call("x").labels("p", "v", "m").build().labels(),
        "",
        0,
        Map.of(),
        Measures.of(Map.of()),
        fired ? key : Set.of(),
        unjudged ? key : Set.of(),
        List.of(),
        List.of());
  }
}
