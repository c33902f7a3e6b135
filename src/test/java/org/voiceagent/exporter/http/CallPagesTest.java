package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.GoldenFile;

final class CallPagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String HOSTILE =
      "</td><script>alert(1)</script><img src=x onerror='alert(2)'>\" & \u202e\u0007\ud800 Ω";

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
    "calls, /calls",
    "call, /calls/1761449250.2163",
    "call-active, /calls/1761449340.2170",
    "transcript, /calls/1761449250.2163/transcript",
    "landing, /",
  })
  void pagesAreTheAcceptedOnesAsJsonAndAsHtml(String golden, String path) {
    GoldenFile.of("http/" + golden + ".json")
        .matches(server.get(path, "Accept", "application/json").body());
    String html = server.get(path, "Accept", BROWSER).body();
    GoldenFile.of("http/" + golden + ".html").matches(html);
    assertThat(Html.parse(html).texts("h1")).hasSize(1);
  }

  @Test
  void withoutCallsThePagesSaySo() {
    try (RunningServer empty = RunningServer.empty()) {
      assertThat(empty.get("/calls").body())
          .startsWith(
              "{\"schema\":1,\"active\":[],\"resting\":{\"total\":0,\"newest\":[]},\"calls\":[],")
          .contains("\"matching\":0,\"listed\":0");
      Html page = Html.parse(empty.get("/calls", "Accept", BROWSER).body());
      assertThat(page.texts("h2")).contains("No call has ended yet");
      assertThat(page.texts("code")).contains("/srv/call_sessions");
      String overview = empty.get("/", "Accept", BROWSER).body();
      assertThat(Html.parse(overview).texts("h2")).contains("No call has ended yet");
      assertThat(Html.parse(overview).texts("code")).contains(RunningServer.WATCHED.toString());
    }
  }

  @Test
  void limitSaysHowManyFinishedCalls() {
    assertThat(server.get("/calls?limit=1").body())
        .contains(SampleCalls.NEWEST)
        .doesNotContain(SampleCalls.OLDER);
  }

  @Test
  void everyLinkOfAPageLeadsSomewhere() {
    for (String page : List.of("/", "/calls", "/calls/" + SampleCalls.NEWEST)) {
      for (String link :
          Html.parse(server.get(page, "Accept", BROWSER).body()).attributes("href")) {
        assertThat(server.get(link).statusCode()).as("%s on %s", link, page).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/calls", "/calls/hostile", "/calls/hostile/transcript"})
  void hostileTextIsShownAsTextAndRunsNowhere(String path) {
    publishHostileCall();
    HttpResponse<String> response = server.get(path, "Accept", BROWSER);
    Html html = Html.parse(response.body());

    assertThat(html.tags()).doesNotContain("img", "style");
    assertThat(html.texts("script")).containsExactly("");
    assertThat(html.attributes("src")).containsExactly("/page.js");
    assertThat(html.attributes("onerror")).isEmpty();
    assertThat(response.body()).doesNotContain("<script>", "\u202e", "\u0007");
    assertThat(String.join("\n", html.texts("body")))
        .contains("</td><script>alert(1)</script><img src=x onerror='alert(2)'>\" &")
        .contains("Ω");
  }

  @Test
  void whatWasSaidIsRedactedOverTheLinesOfATurnAndWithoutSystemLines() {
    for (String accept : List.of("application/json", BROWSER)) {
      assertThat(
              server.get("/calls/" + SampleCalls.NEWEST + "/transcript", "Accept", accept).body())
          .contains("My card is [CARD] [CARD].")
          .doesNotContain("4111", "lookup");
    }
  }

  @Test
  void nothingThatWasSaidIsShownIfRedactionFails() {
    server.onRedaction =
        category -> {
          throw new IllegalStateException("cannot count " + category);
        };
    for (String accept : List.of("application/json", BROWSER)) {
      HttpResponse<String> response =
          server.get("/calls/" + SampleCalls.NEWEST + "/transcript", "Accept", accept);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .contains("[withheld]")
          .doesNotContain("4111", "Hello, how can I help?", "[CARD]");
    }
  }

  @Test
  void transcriptOfACallThatGoesOnIsShownSoFar() {
    server.archive.add("going-on", SampleCalls.transcript());
    server.archive.add(new ActiveCall(new CallId("going-on"), RunningServer.LAST_SIGN));

    assertThat(server.get("/calls/going-on/transcript").body()).contains("Hello, how can I help?");
  }

  @Test
  void emptyTranscriptIsNoError() {
    server.archive.add("silent", Transcript.none());

    assertThat(server.get("/calls/silent/transcript").body())
        .isEqualTo("{\"schema\":1,\"call_uuid\":\"silent\",\"redacted\":true,\"turns\":[]}\n");
    assertThat(
            Html.parse(server.get("/calls/silent/transcript", "Accept", BROWSER).body()).texts("p"))
        .anyMatch(text -> text.equals("The transcript is empty."));
  }

  private void publishHostileCall() {
    server.publish(
        new CallReport(
            CallSessions.call("hostile")
                .labels(HOSTILE, HOSTILE, HOSTILE)
                .with(CallField.END_REASON, HOSTILE)
                .with(CallField.ERROR_MESSAGE, HOSTILE)
                .finding(new Finding(HOSTILE, 1, HOSTILE, Finding.Reason.BROKEN, HOSTILE))
                .build(),
            new Advice(List.of(), List.of(new Advice.Unjudged(HOSTILE, List.of(HOSTILE))))));
    server.archive.add(
        "hostile",
        new Transcript(
            List.of(
                SampleCalls.line(1, Speaker.CALLER, "03:00:00", HOSTILE, OptionalDouble.empty())),
            List.of()));
  }
}
