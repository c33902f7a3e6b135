package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;
import org.voiceagent.exporter.files.GuardedRoot;

/** The facts of a call that are lists of objects: read, checked, bounded, and what follows. */
final class ListedFactsTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @TempDir Path root;

  @Test
  void turnsAsAListAreRowsAndTheirNumber() throws Exception {
    Facts facts =
        good("""
        {"started_at":"2026-11-20T10:00:00Z",
         "turns":[
          {"speaker":"agent","start":0.4,"end":2.0,"interrupted_by":"caller"},
          {"speaker":"user","start":"2026-11-20T10:00:02.5Z","end":1795168805},
          {"role":"assistant","start_ms":6200,"end_ms":9000,
           "latency":{"eou_ms":300,"stt_ms":120,"llm_s":0.4,"tts_ms":150,"turn_ms":1200}}]}
        """)
            .facts();

    assertThat(facts.rows(CallField.TURN_ROWS, TurnRow.class))
        .containsExactly(
            new TurnRow(
                Speaker.AGENT,
                some(0.4),
                some(2),
                Optional.of(Speaker.CALLER),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE),
            new TurnRow(
                Speaker.CALLER, some(2.5), some(5), Optional.empty(), NONE, NONE, NONE, NONE, NONE),
            new TurnRow(
                Speaker.AGENT,
                some(6.2),
                some(9),
                Optional.empty(),
                some(300),
                some(120),
                some(400),
                some(150),
                some(1200)));
    assertThat(facts.number(CallField.TURNS)).hasValue(3);
  }

  @Test
  void turnsTellWhatTheSummaryLacks() throws Exception {
    Facts facts =
        good("""
        {"turn_rows":[
          {"speaker":"agent","start":0.5,"end":2.5},
          {"speaker":"caller","start":4,"end":6,"interrupted_by":"agent"},
          {"speaker":"agent","start":5.5,"end":9,"interrupted_by":"caller",
           "latency":{"eou_ms":200,"stt_ms":100,"llm_ms":300,"tts_ms":100,"turn_ms":800}},
          {"speaker":"caller","start":8.5,"end":10},
          {"speaker":"agent","start":11,"end":12,
           "latency":{"eou_ms":400,"stt_ms":200,"llm_ms":500,"tts_ms":300,"turn_ms":1000}}]}
        """)
            .facts();

    assertThat(facts.number(CallField.TURNS)).hasValue(5);
    assertThat(facts.numbers(CallField.TURN_LATENCIES_MS)).containsExactly(800.0, 1000.0);
    assertThat(facts.number(CallField.AVG_TURN_LATENCY_MS)).hasValue(900);
    assertThat(facts.number(CallField.END_OF_TURN_MS)).hasValue(200);
    assertThat(facts.number(CallField.STT_LATENCY_MS)).hasValue(150);
    assertThat(facts.number(CallField.LLM_LATENCY_MS)).hasValue(400);
    assertThat(facts.number(CallField.TTS_LATENCY_MS)).hasValue(200);
    assertThat(facts.number(CallField.BARGE_INS)).hasValue(1);
    assertThat(facts.number(CallField.AGENT_INTERRUPTIONS)).hasValue(1);
    assertThat(facts.number(CallField.TALK_OVERS)).hasValue(1);
    assertThat(facts.number(CallField.AGENT_SPEECH_SECONDS)).hasValue(6.5);
    assertThat(facts.number(CallField.CALLER_SPEECH_SECONDS)).hasValue(3.5);
    assertThat(facts.number(CallField.OVERLAP_SECONDS)).hasValue(1);
    assertThat(facts.number(CallField.LONGEST_SILENCE_SECONDS)).hasValue(1.5);
    assertThat(facts.number(CallField.FIRST_AUDIO_MS)).hasValue(500);
  }

  @Test
  void whatTheSummarySaysWinsOverItsTurns() throws Exception {
    Facts facts =
        good("""
        {"turns":2,"barge_in_count":0,"speech":{"agent_ms":1500},"latency":{"eou_ms":90},
         "turn_rows":[{"speaker":"agent","start":0,"end":9,"interrupted_by":"caller",
                       "latency":{"eou_ms":700}}]}
        """)
            .facts();

    assertThat(facts.number(CallField.TURNS)).hasValue(2);
    assertThat(facts.number(CallField.BARGE_INS)).hasValue(0);
    assertThat(facts.number(CallField.AGENT_SPEECH_SECONDS)).hasValue(1.5);
    assertThat(facts.number(CallField.END_OF_TURN_MS)).hasValue(90);
  }

  @Test
  void turnsWithoutAWordOnInterruptionsGiveNoCountOfThem() throws Exception {
    Facts facts = good("{\"turns\":[{\"speaker\":\"agent\",\"start\":1,\"end\":2}]}").facts();

    assertThat(facts.known(CallField.BARGE_INS)).isFalse();
    assertThat(facts.known(CallField.AGENT_INTERRUPTIONS)).isFalse();
  }

  @Test
  void transcriptWithBothEndsTellsSpeechAndOneWithoutDoesNot() throws Exception {
    String summary = "{\"started_at\":\"2026-11-20T10:00:00Z\"}";
    Facts timed =
        read(
                summary,
                """
                {"role":"agent","started_at":"2026-11-20T10:00:01Z","ended_at":"2026-11-20T10:00:04Z","text":"a"}
                {"role":"user","started_at":"2026-11-20T10:00:06Z","ended_at":"2026-11-20T10:00:08Z","text":"b"}
                """)
            .facts();
    Facts half =
        read(
                summary,
                """
                {"role":"agent","ts":"2026-11-20T10:00:01Z","text":"a"}
                {"role":"user","started_at":"2026-11-20T10:00:06Z","ended_at":"2026-11-20T10:00:08Z","text":"b"}
                """)
            .facts();

    assertThat(timed.number(CallField.AGENT_SPEECH_SECONDS)).hasValue(3);
    assertThat(timed.number(CallField.CALLER_SPEECH_SECONDS)).hasValue(2);
    assertThat(timed.number(CallField.OVERLAP_SECONDS)).hasValue(0);
    assertThat(timed.number(CallField.LONGEST_SILENCE_SECONDS)).hasValue(2);
    assertThat(timed.number(CallField.FIRST_AUDIO_MS)).hasValue(1000);
    assertThat(half.known(CallField.AGENT_SPEECH_SECONDS)).isFalse();
    assertThat(half.known(CallField.LONGEST_SILENCE_SECONDS)).isFalse();
    assertThat(half.number(CallField.FIRST_AUDIO_MS)).hasValue(1000);
  }

  @Test
  void costPartsKeepTheirMoneyAndCreditsNeverBecomeMoney() throws Exception {
    Facts facts =
        good("""
        {"cost":[
          {"component":"llm","provider":"openai","model":"gpt-4o","unit":"tokens",
           "quantity":2040,"amount":0.031,"currency":"usd"},
          {"component":"voice","amount_usd":"0.02"},
          {"component":"transcriber","amount_cents":12.1,"currency":"EUR"},
          {"component":"total","amount":320,"currency":"credits"},
          {"component":"knowledge-base","quantity":3,"unit":"requests"}]}
        """)
            .facts();

    assertThat(facts.rows(CallField.COST_PARTS, CostPart.class))
        .containsExactly(
            new CostPart(
                CostComponent.LLM, "openai", "gpt-4o", "tokens", some(2040), some(0.031), "USD"),
            new CostPart(CostComponent.TTS, "", "", "", NONE, some(0.02), "USD"),
            new CostPart(CostComponent.STT, "", "", "", NONE, some(0.121), "EUR"),
            new CostPart(CostComponent.TOTAL, "", "", "credits", some(320), NONE, ""),
            new CostPart(CostComponent.PLATFORM, "", "", "requests", some(3), NONE, ""));
  }

  @Test
  void usageByModelKeepsEveryKindOfToken() throws Exception {
    Facts facts =
        good("""
        {"usage":{"input_tokens":1800,"cached_input_tokens":900,"audio_input_tokens":0,
          "by_model":[{"provider":"openai","model":"gpt-realtime","input_tokens":1800,
            "input_cached_tokens":900,"output_audio_tokens":0,"output_tokens":7},
           {"model":"nova-3","stt_seconds":31.5},{"model":"sonic","tts_characters":900}]}}
        """)
            .facts();

    assertThat(facts.rows(CallField.MODEL_USAGE, ModelUsage.class))
        .containsExactly(
            new ModelUsage(
                "openai",
                "gpt-realtime",
                Map.of(
                    TokenKind.INPUT, 1800.0,
                    TokenKind.CACHED_INPUT, 900.0,
                    TokenKind.OUTPUT, 7.0,
                    TokenKind.AUDIO_OUTPUT, 0.0),
                NONE,
                NONE),
            new ModelUsage("", "nova-3", Map.of(), NONE, some(31.5)),
            new ModelUsage("", "sonic", Map.of(), some(900), NONE));
    assertThat(facts.number(CallField.AUDIO_INPUT_TOKENS)).hasValue(0);
    assertThat(facts.known(CallField.AUDIO_OUTPUT_TOKENS)).isFalse();
  }

  @Test
  void evaluationsErrorsAndToolsKeepWordsAndNoSentences() throws Exception {
    Facts facts =
        good("""
        {"evaluations":[{"name":"greeted","label":"Success","score":-2,"explanation":"By name."},
          {"name":"polite","passed":false}],
         "errors":[{"component":"llm","type":"timeout","message":"Jane Roe called"},
          {"type":"Jane Roe could not be found"},"transport_failure"],
         "tools":[{"name":"hangup_call","status":"success","duration_ms":12},
          {"name":"crm","success":false,"duration":1.5},
          {"name":"crm","status":"no record for Jane Roe"}]}
        """)
            .facts();

    assertThat(facts.rows(CallField.EVALUATIONS, Evaluation.class))
        .containsExactly(
            new Evaluation("greeted", some(-2), "success", "By name."),
            new Evaluation("polite", NONE, "fail", ""));
    assertThat(facts.rows(CallField.ERRORS, CallError.class))
        .containsExactly(
            new CallError("llm", "timeout"),
            new CallError("", "other"),
            new CallError("", "transport_failure"));
    assertThat(facts.rows(CallField.TOOLS, ToolCall.class))
        .containsExactly(
            new ToolCall("hangup_call", "success", some(12)),
            new ToolCall("crm", "error", some(1500)),
            new ToolCall("crm", "other", NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'turns':[{'start':1}]} | turn_rows incomplete",
        "{'turns':[{'speaker':'agent','start':5,'end':4}]} | turn_rows negative",
        "{'turns':[{'speaker':'agent','start':-1}]} | turn_rows negative",
        "{'turns':[{'speaker':'agent','start':90000}]} | turn_rows too_large",
        "{'turns':[{'speaker':'agent','latency':{'llm_ms':120001}}]} | turn_rows too_large",
        "{'cost':[{'amount':1,'currency':'USD'}]} | cost_parts incomplete",
        "{'cost':[{'component':'llm'}]} | cost_parts incomplete",
        "{'cost':[{'component':'llm','amount':-1,'quantity':1}]} | cost_parts negative",
        "{'cost':[{'component':'llm','amount':1,'currency':'QQQ'}]} | cost_parts unreadable",
        "{'cost':[0.04]} | cost_parts wrong_type",
        "{'usage':{'by_model':[{'model':'m'}]}} | model_usage incomplete",
        "{'usage':{'by_model':[{'input_tokens':1,'cached_input_tokens':2}]}}"
            + " | model_usage out_of_range",
        "{'usage':{'input_tokens':1,'audio_input_tokens':2}} | audio_input_tokens out_of_range",
        "{'evaluations':[{'name':'a'}]} | evaluations incomplete",
        "{'errors':[{}]} | errors incomplete",
        "{'tools':[{'status':'success'}]} | tools incomplete",
        "{'quality':{'packet_loss_ratio':2.5}} | packet_loss_ratio out_of_range",
        "{'speech':{'agent_ms':-5}} | agent_speech_seconds negative"
      })
  void badValueIsNamedByFieldAndReasonAndNothingElse(String summary, String finding)
      throws Exception {
    CallSession call = read(summary.replace('\'', '"'), "");

    assertThat(call.findings())
        .extracting(one -> one.field() + " " + one.reason().label())
        .containsExactly(finding);
    assertThat(call.findings().get(0).line()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'cost':0.04}", "{'errors':3}", "{'evaluations':{'name':'a'}}"})
  void keyOfTheSameNameThatHoldsNoListIsTheEnginesOwn(String summary) throws Exception {
    CallSession call = good(summary.replace('\'', '"'));

    assertThat(call.facts()).isEqualTo(Facts.none());
  }

  @Test
  void oneBadEntryCostsOnlyItself() throws Exception {
    CallSession call =
        read("{\"tools\":[{\"name\":\"a\"},{\"status\":\"x\"},null,{\"name\":\"b\"}]}", "");

    assertThat(call.facts().rows(CallField.TOOLS, ToolCall.class))
        .extracting(ToolCall::name)
        .containsExactly("a", "b");
    assertThat(call.findings()).hasSize(1);
  }

  @Test
  void longListIsCutAndSaid() throws Exception {
    String tools = String.join(",", Collections.nCopies(6_000, "{\"name\":\"a\"}"));

    CallSession call = read("{\"tools\":[" + tools + "]}", "");

    assertThat(call.facts().rows(CallField.TOOLS, ToolCall.class)).hasSize(5_000);
    assertThat(call.findings())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("only the first 5000"));
  }

  @Test
  void namesOfSpeechMeanOtherThingsElsewhere() throws Exception {
    CallSession call =
        good("{\"agent\":\"support\",\"caller\":\"+14155550100\",\"overlap\":\"x\"}");

    assertThat(call.facts().known(CallField.AGENT_SPEECH_SECONDS)).isFalse();
    assertThat(call.facts().known(CallField.CALLER_SPEECH_SECONDS)).isFalse();
  }

  @Test
  void singleFactsOfTheContractAreRead() throws Exception {
    SessionReader hashing =
        new SessionReader(
            ReadLimits.defaults(),
            SentimentScorer.OFF,
            CallerHashing.with(new KeyedHash(new byte[32])));
    Path folder =
        folder(
            """
            {"direction":"Outbound","caller_key":"customer 4711","voicemail":true,
             "agent_version":"v12","prompt_version":7,"simulated":1,"end_reason":"left a message",
             "latency":{"first_audio_ms":420},"agent_interruptions":2,
             "quality":{"rtt_ms":150,"jitter_s":0.012,"packet_loss_ratio":0.01}}
            """);
    CallSession call = ((Reading.Complete) hashing.read(folder)).session();
    Facts facts = call.facts();

    assertThat(call.findings()).isEmpty();
    assertThat(call.direction().label()).isEqualTo("outbound");
    assertThat(call.endReason()).isEqualTo(EndReason.VOICEMAIL);
    assertThat(call.isSimulated()).isTrue();
    assertThat(facts.text(CallField.CALLER_HASH).orElseThrow()).matches("[0-9a-f]{16}");
    assertThat(facts.text(CallField.AGENT_VERSION)).hasValue("v12");
    assertThat(facts.text(CallField.PROMPT_VERSION)).hasValue("7");
    assertThat(facts.number(CallField.FIRST_AUDIO_MS)).hasValue(420);
    assertThat(facts.number(CallField.AGENT_INTERRUPTIONS)).hasValue(2);
    assertThat(facts.number(CallField.RTT_MS)).hasValue(150);
    assertThat(facts.number(CallField.JITTER_MS)).hasValue(12);
    assertThat(facts.number(CallField.PACKET_LOSS_RATIO)).hasValue(0.01);
  }

  @Test
  void feedbackAddsEvaluationsByNameAndTheVendorsBill() throws Exception {
    Path folder =
        folder(
            """
            {"evaluations":[{"name":"greeted","label":"fail"},{"name":"polite","label":"pass"}],
             "cost":[{"component":"llm","amount":1,"currency":"USD"}],"turns":3}
            """);
    Files.writeString(
        folder.resolve("feedback.jsonl"),
        """
        {"csat":4,"evaluations":[{"name":"greeted","label":"pass"}],"turns":9}
        {"resolved":true,"evaluations":[{"name":"helped","score":0.7}]}
        {"cost":[{"component":"total","amount":2,"currency":"USD"}],"cost_usd":2}
        """);
    CallSession call = ((Reading.Complete) reader().read(folder)).session();

    assertThat(call.facts().rows(CallField.EVALUATIONS, Evaluation.class))
        .extracting(one -> one.name() + " " + one.verdict())
        .containsExactly("greeted pass", "polite pass", "helped ");
    assertThat(call.facts().rows(CallField.COST_PARTS, CostPart.class))
        .extracting(CostPart::component)
        .containsExactly(CostComponent.TOTAL);
    assertThat(call.facts().number(CallField.COST_USD)).hasValue(2);
    assertThat(call.facts().number(CallField.CSAT)).hasValue(4);
    assertThat(call.facts().number(CallField.TURNS)).hasValue(3);
  }

  @Test
  void deleteAfterIsADeletionWish() throws Exception {
    Path folder = folder("{\"delete_after\":\"2026-12-01T00:00:00Z\"}");

    try (GuardedRoot calls = GuardedRoot.open(root);
        CallFolder open = CallFolder.open(calls, folder.getFileName().toString())) {
      assertThat(reader().retentionNotes(open).deletion())
          .isEqualTo(new DeletionWish(true, Optional.of(Instant.parse("2026-12-01T00:00:00Z"))));
    }
  }

  private static OptionalDouble some(double value) {
    return OptionalDouble.of(value);
  }

  private CallSession good(String summary) throws IOException {
    CallSession call = read(summary, "");
    assertThat(call.findings()).isEmpty();
    return call;
  }

  private CallSession read(String summary, String transcript) throws IOException {
    Path folder = folder(summary);
    if (!transcript.isEmpty()) {
      Files.writeString(folder.resolve("transcript.jsonl"), transcript);
    }
    return ((Reading.Complete) reader().read(folder)).session();
  }

  private Path folder(String summary) throws IOException {
    try (var calls = Files.list(root)) {
      Path folder = Files.createDirectory(root.resolve("call-" + calls.count()));
      Files.writeString(folder.resolve("metrics.json"), summary);
      return folder;
    }
  }

  private static SessionReader reader() {
    return new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
  }
}
