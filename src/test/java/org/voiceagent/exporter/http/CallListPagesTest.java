package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.intake.Resting;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.KpiEntries;

/** The list of calls by its addresses: filters, order, pages, search, CSV. */
final class CallListPagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=completed, 1",
    "outcome=error, 0",
    "pipeline_name=cloud, 1",
    "pipeline_name=cloud&outcome=completed, 0",
    "sentiment=negative, 1",
    "sentiment=unknown, 1",
    "latency_over=1000, 1",
    "latency_over=700, 2",
    "advice=any, 1",
    "advice=none, 2",
    "advice=slow_and_unhappy, 1",
    "end_reason=caller_hangup, 1",
    "from=2025-10-26T01:00:00Z, 2",
    "from=2025-10-26T01:00:00Z&to=2025-10-26T03:00:00Z, 1",
    "from=50m, 1",
    "outcome=&text=&latency_over=, 3",
  })
  void filtersTakeWhatTheySay(String query, int calls) throws Exception {
    JsonNode list = list("/calls?" + query);

    assertThat(list.path("calls")).hasSize(calls);
    assertThat(list.path("matching").asInt()).isEqualTo(calls);
    assertThat(list.path("listed").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=eror, did you mean error",
    "sentiment=sad, must be one of",
    "sort=best, must be one of",
    "latency_over=slow, whole number",
    "text=a, 2 to 200",
    "after=nowhere, position from the link",
    "outcom=error, did you mean `outcome`",
    "from=2025-10-26&to=2025-10-25, from must be before to",
  })
  void aMistakeIsRefusedWithAWord(String query, String word) {
    HttpResponse<String> answer = server.get("/calls?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(word);
  }

  @Test
  void linksToTheNextPageLeadThroughAllCallsOnce() throws Exception {
    IntStream.range(0, 230)
        .forEach(
            i ->
                server.listed.add(
                    KpiEntries.call("c" + i, RunningServer.NOW.minusSeconds(i), "error").entry()));
    List<String> ids = new ArrayList<>();
    String page = "/calls?outcome=error&limit=50&sort=worst";
    while (!page.isEmpty()) {
      JsonNode list = list(page);
      list.path("calls").forEach(call -> ids.add(call.path("call_uuid").asText()));
      page = list.path("next").asText();
    }

    assertThat(ids).doesNotHaveDuplicates().hasSize(230).startsWith("c0").endsWith("c229");
  }

  @Test
  void aSearchFindsWhatIsSaidAndNothingThatIsRedacted() throws Exception {
    JsonNode found = list("/calls?text=HOW+CAN+I");

    assertThat(found.path("calls")).hasSize(1);
    assertThat(found.path("calls").get(0).path("excerpt").asText())
        .isEqualTo("Hello, how can I help?");
    assertThat(found.path("searched").path("all").asBoolean()).isTrue();
    assertThat(list("/calls?text=4111").path("calls")).isEmpty();
    assertThat(list("/calls?text=lookup").path("calls")).as("a system line").isEmpty();
    assertThat(list("/calls?text=%5Bcard%5D").path("calls")).hasSize(1);
    assertThat(server.get("/calls?text=4111", "Accept", BROWSER).body())
        .contains("No call matches");
  }

  @Test
  void aSearchStopsAtItsLimitAndGoesOnWhereItStopped() throws Exception {
    for (int i = 0; i < 30; i++) {
      String id = "said-" + i;
      server.listed.add(
          KpiEntries.call(id, RunningServer.NOW.minusSeconds(i), "completed").entry());
      server.archive.add(
          id,
          new Transcript(
              List.of(
                  SampleCalls.line(
                      1, Speaker.CALLER, "03:00:00", "I want a refund", OptionalDouble.empty())),
              List.of()));
    }
    JsonNode first = list("/calls?text=refund&limit=20");
    JsonNode second = list(first.path("next").asText());

    assertThat(first.path("calls")).hasSize(20);
    assertThat(first.path("searched").path("all").asBoolean()).isFalse();
    assertThat(second.path("calls")).hasSize(10);
    assertThat(second.path("searched").path("all").asBoolean()).isTrue();
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void csvHasALineForEachCallAndRunsInNoSpreadsheet() {
    server.listed.add(
        KpiEntries.call("evil", RunningServer.NOW, "completed").of("=1+2", "a,\"b\"", "m").entry());
    HttpResponse<String> csv = server.get("/calls.csv?sort=duration");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.body().lines()).hasSize(5);
    assertThat(csv.body())
        .startsWith("call_uuid,ended_at,completed_at,pipeline_name")
        .contains("evil,2025-10-26T04:00:00Z,")
        .contains("'=1+2,\"a,\"\"b\"\"\",m")
        .contains(SampleCalls.NEWEST + ",2025-10-26T03:28:16Z,2025-10-26T03:28:17Z,local_hybrid");
  }

  @Test
  void quietAndRefusedCallsHaveAPageThatSaysWhyAndWhatToDo() {
    RestingCall quiet =
        new RestingCall(
            "quiet-1",
            Optional.of(new CallId("quiet-1")),
            Instant.parse("2025-10-26T03:40:00Z"),
            Optional.empty());
    RestingCall refused =
        new RestingCall(
            "refused-1",
            Optional.of(new CallId("refused-1")),
            Instant.parse("2025-10-26T03:50:00Z"),
            Optional.of(
                new RestingCall.Refusal("bad_json", "metrics.json:1: is not a JSON object")));
    RestingCall nameless =
        new RestingCall(
            "bad <b>name",
            Optional.empty(),
            Instant.parse("2025-10-26T03:50:00Z"),
            Optional.of(new RestingCall.Refusal("bad_id", "the folder's name is no call id")));
    server.resting = new Resting(List.of(refused, nameless, quiet), 3);
    server.archive.add(quiet);
    server.archive.add(refused);

    assertThat(server.get("/calls/quiet-1", "Accept", BROWSER).body())
        .contains("Quiet for 20 min", "metrics.json", "What to do");
    assertThat(server.get("/calls/refused-1", "Accept", BROWSER).body())
        .contains(
            "Because: metrics.json:1: is not a JSON object.", "check session", "one JSON object");
    assertThat(server.get("/calls/refused-1").body()).contains("\"state\":\"refused\"");
    String list = server.get("/calls", "Accept", BROWSER).body();
    assertThat(list)
        .contains("In progress", "1 call went quiet without an end", "2 folders refused")
        .contains("bad &lt;b&gt;name")
        .doesNotContain("<b>name");
    assertThat(server.get("/calls?outcome=error", "Accept", BROWSER).body())
        .as("only with the whole list")
        .doesNotContain("folders refused");
  }

  @Test
  void aCallWhoseFolderIsGoneIsShownAsItWasCounted() {
    server.listed.add(
        KpiEntries.call("long-ago", RunningServer.NOW.minusSeconds(100), "completed")
            .with("duration_seconds", 75)
            .with("response_latency_seconds", 1.2)
            .entry());

    assertThat(server.get("/calls/long-ago").body()).contains("\"state\":\"gone\"");
    assertThat(server.get("/calls/long-ago", "Accept", BROWSER).body())
        .contains("The folder of this call is gone", "1 min 15 s");
    assertThat(server.get("/calls/never").statusCode()).isEqualTo(404);
  }

  @Test
  void whatChangedSinceTheCallBeforeIsShownWithoutPersonalData() throws Exception {
    server.publish(
        new CallReport(
            CallSessions.call("before-it")
                .with(CallField.ENDED_AT, Instant.parse("2025-10-26T03:30:00Z"))
                .setting("streaming.low_watermark_ms", "80")
                .setting("agent.name", "Anna")
                .build(),
            Advice.none()));
    server.publish(
        new CallReport(
            CallSessions.call("it")
                .with(CallField.ENDED_AT, Instant.parse("2025-10-26T03:31:00Z"))
                .setting("streaming.low_watermark_ms", "120")
                .setting("agent.greeting", "Write to anna@example.org")
                .build(),
            Advice.none()));

    JsonNode configuration = list("/calls/it").path("configuration");
    assertThat(configuration.path("before").path("call_uuid").asText()).isEqualTo("before-it");
    assertThat(configuration.path("changes").toString())
        .isEqualTo(
            "[{\"field\":\"agent.greeting\",\"to\":\"[WITHHELD]\"},"
                + "{\"field\":\"agent.name\",\"from\":\"Anna\"},"
                + "{\"field\":\"streaming.low_watermark_ms\",\"from\":\"80\",\"to\":\"120\"}]");
    assertThat(server.get("/calls/it", "Accept", BROWSER).body())
        .contains("Changed since the call before")
        .doesNotContain("anna@example.org");
  }

  private JsonNode list(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
