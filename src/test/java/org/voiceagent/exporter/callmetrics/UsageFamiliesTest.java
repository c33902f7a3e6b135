package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;

/** What families about usage, cost, quality and business show of a call. */
final class UsageFamiliesTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void callThatTellsNoneOfItAddsNothing() {
    assertThat(samples(CallSessions.call("bare")))
        .allMatch(series -> series.startsWith("ai_agent_calls_total"));
  }

  @Test
  void tokensAreCountedByKindAndNeverAddedUp() {
    assertThat(
            values(
                "ai_agent_call_tokens_total",
                "kind",
                CallSessions.call("tokens")
                    .with(CallField.INPUT_TOKENS, 1_800)
                    .with(CallField.CACHED_INPUT_TOKENS, 900)
                    .with(CallField.OUTPUT_TOKENS, 0)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("input", 1_800.0, "cached_input", 900.0, "output", 0.0));
  }

  @Test
  void tokensOfSeveralModelsStandInForTotalsThatTheEngineDoesNotGive() {
    assertThat(
            values(
                "ai_agent_call_tokens_total",
                "kind",
                CallSessions.call("models")
                    .with(CallField.INPUT_TOKENS, 1_000)
                    .withRows(
                        CallField.MODEL_USAGE,
                        usage("a", Map.of(TokenKind.INPUT, 1.0, TokenKind.REASONING, 20.0)),
                        usage("b", Map.of(TokenKind.REASONING, 3.0)))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("input", 1_000.0, "reasoning", 23.0));
  }

  @Test
  void costOfOneAmountIsATotalInDollars() {
    assertThat(cost(CallSessions.call("one").with(CallField.COST_USD, 0.041)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("total USD", 0.041));
  }

  @Test
  void partsOfTheCostAddUpToATotalUnlessTheEngineGivesOne() {
    CostPart llm = part(CostComponent.LLM, 0.02, "USD");
    CostPart tts = part(CostComponent.TTS, 0.03, "USD");
    CostPart total = part(CostComponent.TOTAL, 0.055, "USD");
    assertThat(cost(CallSessions.call("parts").withRows(CallField.COST_PARTS, llm, tts)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("llm USD", 0.02, "tts USD", 0.03, "total USD", 0.05));
    assertThat(cost(CallSessions.call("total").withRows(CallField.COST_PARTS, llm, tts, total)))
        .containsEntry("total USD", 0.055)
        .hasSize(3);
    assertThat(
            cost(
                CallSessions.call("dollars")
                    .with(CallField.COST_USD, 0.06)
                    .withRows(CallField.COST_PARTS, llm, tts)))
        .containsEntry("total USD", 0.06)
        .hasSize(3);
  }

  @Test
  void amountsOfDifferentCurrenciesAreNeverAddedUp() {
    CostPart dollars = part(CostComponent.LLM, 0.02, "USD");
    CostPart euros = part(CostComponent.TRANSPORT, 0.01, "EUR");
    assertThat(cost(CallSessions.call("mixed").withRows(CallField.COST_PARTS, dollars, euros)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "llm USD", 0.02,
                "transport EUR", 0.01,
                "total USD", 0.02,
                "total EUR", 0.01));
  }

  @Test
  void partWithoutAPriceIsCountedAndLeavesNoTotal() {
    CallSessions call =
        CallSessions.call("unpriced")
            .with(CallField.TTS_CHARACTERS, 900)
            .withRows(CallField.COST_PARTS, part(CostComponent.LLM, 0.02, "USD"));
    assertThat(cost(call)).containsExactlyInAnyOrderEntriesOf(Map.of("llm USD", 0.02));
    assertThat(values("ai_agent_call_unpriced_total", "component", call))
        .containsExactlyInAnyOrderEntriesOf(Map.of("tts", 1.0));
  }

  @Test
  void howACallEndedIsFoldedToAFixedSet() {
    assertThat(
            values(
                "ai_agent_call_end_total",
                "reason",
                CallSessions.call("a").with(CallField.END_REASON, "customer-ended-call"),
                CallSessions.call("b").with(CallField.END_REASON, "solar flare"),
                CallSessions.call("c").with(CallField.OUTCOME, "error"),
                CallSessions.call("d").with(CallField.END_REASON, "unknown"),
                CallSessions.call("e")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("caller_hangup", 1.0, "other", 1.0, "error", 1.0, "unknown", 1.0));
  }

  @Test
  void namesThatEnginesChooseAreLimitedAndTheOtherLabelsStay() {
    CallSessions call =
        CallSessions.call("many")
            .withRows(
                CallField.TOOLS,
                IntStream.range(0, 130)
                    .mapToObj(i -> new ToolCall("tool " + i, "failed", OptionalDouble.of(70)))
                    .toArray());
    MetricsPage page = page(call);
    assertThat(page.sum("ai_agent_call_tool_total", s -> s.contains("tool=\"other\"")))
        .isEqualTo(30);
    assertThat(page.sum("ai_agent_call_tool_total", s -> s.contains("status=\"error\"")))
        .isEqualTo(130);
    assertThat(
            page.sum("ai_agent_call_tool_duration_seconds_count", s -> s.contains("\"tool 99\"")))
        .isEqualTo(1);
    assertThat(page.sum("ai_agent_call_tool_duration_seconds_bucket", s -> s.contains("\"0.1\"")))
        .isEqualTo(130);
  }

  @Test
  void evaluationsAndErrorsAreCountedByWhatTheySay() {
    MetricsPage page =
        page(
            CallSessions.call("judged")
                .withRows(
                    CallField.EVALUATIONS,
                    new Evaluation("greeted", NONE, "success", "said hello"),
                    new Evaluation("greeted", NONE, "Failure", ""),
                    new Evaluation("polite", OptionalDouble.of(7), "", ""))
                .withRows(
                    CallField.ERRORS,
                    new CallError("llm", "timeout"),
                    new CallError("", "Ms Smith, +49 30 901820, was cut off")));
    assertThat(page.series())
        .filteredOn(series -> series.startsWith("ai_agent_call_evaluation_total"))
        .extracting(series -> series.replaceAll(".*evaluation=", ""))
        .containsExactlyInAnyOrder(
            "\"greeted\",verdict=\"pass\"}",
            "\"greeted\",verdict=\"fail\"}",
            "\"polite\",verdict=\"unknown\"}");
    assertThat(page.series())
        .filteredOn(series -> series.startsWith("ai_agent_call_error_total"))
        .extracting(series -> series.replaceAll(".*component=", ""))
        .containsExactlyInAnyOrder("\"llm\",type=\"timeout\"}", "\"unknown\",type=\"other\"}");
  }

  @Test
  void scoreOfTheLineSaysWhereItComesFrom() {
    CallSessions line =
        CallSessions.call("line")
            .with(CallField.RTT_MS, 60)
            .with(CallField.JITTER_MS, 5)
            .with(CallField.PACKET_LOSS_RATIO, 0)
            .with(CallField.CODEC, "ulaw");
    assertThat(values("ai_agent_call_mos_score_count", "source", line))
        .containsExactlyInAnyOrderEntriesOf(Map.of("g107", 1.0));
    assertThat(values("ai_agent_call_mos_score_count", "source", line.with(CallField.MOS, 4.1)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("engine", 1.0));
  }

  @Test
  void wordErrorRateOfAModelThatRecognisesNoWordsIsNone() {
    CallSessions realtime = CallSessions.call("realtime").with(CallField.WER, 0.08);
    CallSessions cascade =
        CallSessions.call("cascade").labels("p", "deepgram", "nova-3").with(CallField.WER, 0.08);
    assertThat(page(realtime).sum("ai_agent_call_wer_ratio_count")).isZero();
    assertThat(page(cascade).sum("ai_agent_call_wer_ratio_count")).isEqualTo(1);
  }

  @Test
  void factsThatMayComeLateStandInAnEntryOfTheirOwn() {
    Board board = new Board();
    CallReport report =
        new CallReport(
            CallSessions.complete("late")
                .labels("p", "deepgram", "nova-3")
                .with(CallField.CSAT, 4)
                .with(CallField.HUMAN_RATING, 5)
                .with(CallField.WER, 0.08)
                .withRows(CallField.EVALUATIONS, new Evaluation("polite", NONE, "pass", ""))
                .build(),
            Advice.none());
    CallId id = report.session().id();
    Set<String> late =
        Set.of(
            "ai_agent_call_csat_score",
            "ai_agent_call_human_rating_score",
            "ai_agent_call_wer_ratio",
            "ai_agent_call_evaluation_total",
            "ai_agent_call_resolved_total",
            "ai_agent_call_cost_total");

    Entry call = board.calls.entry(report, CallSessions.COMPLETED_AT);
    Entry facts = board.calls.late(report, id, Set.of(), CallSessions.COMPLETED_AT).orElseThrow();

    assertThat(call.changes()).noneMatch(change -> late.contains(change.family()));
    assertThat(facts.changes()).extracting(change -> change.family()).hasSameElementsAs(late);
    assertThat(facts.mark())
        .isEqualTo(
            Mark.Once.late(
                Set.of("csat", "human_rating", "wer", "evaluations", "resolved", "cost"), "late"));
    assertThat(facts.at()).as("they count in the hour of the call").isEqualTo(call.at());
    assertThat(
            board
                .calls
                .late(report, id, Set.of("csat", "cost", "wer"), CallSessions.COMPLETED_AT)
                .orElseThrow()
                .mark())
        .isEqualTo(Mark.Once.late(Set.of("human_rating", "evaluations", "resolved"), "late"));
  }

  @Test
  void simulatedCallIsCountedApartAndInNothingElse() {
    Board board = new Board();
    board.count(CallSessions.complete("test").with(CallField.SIMULATED, 1));
    MetricsPage page = board.page();
    assertThat(page.sum("voice_agent_exporter_sessions_simulated_total")).isEqualTo(1);
    assertThat(page.sum("voice_agent_exporter_sessions_ingested_total")).isZero();
    assertThat(page.sum("voice_agent_exporter_recent_calls_evicted_total")).isZero();
    assertThat(page.series()).filteredOn(s -> s.contains("local_hybrid")).isEmpty();
  }

  private static MetricsPage page(CallSessions... calls) {
    Board board = new Board();
    board.count(calls);
    return board.page();
  }

  private static List<String> samples(CallSessions call) {
    return page(call).series().stream()
        .filter(series -> series.startsWith("ai_agent_call") && series.contains("local_hybrid"))
        .filter(series -> !series.contains("call_uuid"))
        .toList();
  }

  private static Map<String, Double> cost(CallSessions call) {
    return values("ai_agent_call_cost_total", "component", call);
  }

  /** The values of a family by its label and the one after that. */
  private static Map<String, Double> values(String sample, String label, CallSessions... calls) {
    MetricsPage page = page(calls);
    return page.series().stream()
        .filter(series -> series.startsWith(sample + "{"))
        .collect(
            Collectors.toMap(
                series ->
                    Arrays.stream(series.replaceAll(".*" + label + "=\"|\"}", "").split("\","))
                        .map(part -> part.replaceAll(".*=\"", ""))
                        .collect(Collectors.joining(" ")),
                series -> page.value(series).orElseThrow()));
  }

  private static CostPart part(CostComponent component, double amount, String currency) {
    return new CostPart(component, "", "", "", NONE, OptionalDouble.of(amount), currency);
  }

  private static ModelUsage usage(String model, Map<TokenKind, Double> tokens) {
    return new ModelUsage("", model, tokens, NONE, NONE);
  }
}
