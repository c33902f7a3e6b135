package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, text/plain; version=0.0.4; charset=utf-8",
    "/feedback/latest, application/json",
    "/feedback/latest?limit=2, application/json",
    "/feedback/calls/1761449250.2163, application/json",
    "/calls, application/json",
    "/calls/1761449250.2163, application/json",
    "/calls/1761449340.2170, application/json",
    "/calls/1761449250.2163/transcript, application/json",
    "/-/healthy, application/json",
    "/-/ready, application/json",
    "/style.css, text/css; charset=utf-8",
    "/page.js, text/javascript; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/, text/html; charset=utf-8",
  })
  void everyPageAnswersAndHeadSaysTheSameWithoutABody(String path, String contentType) {
    HttpResponse<String> get = server.get(path);
    assertThat(get.statusCode()).isEqualTo(200);
    assertThat(get.headers().firstValue("content-type")).contains(contentType);
    assertThat(get.body()).isNotEmpty();

    HttpResponse<String> head = server.send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
    assertThat(head.headers().firstValueAsLong("content-length"))
        .hasValue(get.body().getBytes(StandardCharsets.UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metricsfoo",
        "/metrics/",
        "/metrics/x",
        "/feedback",
        "/feedback/",
        "/feedback/latest/x",
        "/feedback/calls",
        "/feedback/calls/",
        "/feedback/calls/1761449250.2163/x",
        "/calls/",
        "/calls/1761449250.2163/transcript/x",
        "/calls/1761449250.2163/metrics.json",
        "/-/",
        "/-/healthyfoo",
        "/index.html",
        "/calls/..",
        "/calls/%2e%2e",
        "/calls/..%2f..%2fetc%2fpasswd",
        "/calls/%2e%2e%2f1761449250.2163",
        "/calls/1761449250.2163%2ftranscript",
        "/calls/1761449250.2163%00",
        "/calls/%ff%fe",
        "/calls/.hidden",
        "/calls/unknown-call",
        "/calls/unknown-call/transcript",
        "/feedback/calls/unknown-call",
        "/feedback/calls/1761449340.2170",
      })
  void whatIsNotThereIsA404InJsonForProgramsAndAPageWithTheWayOnForPeople(String path) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).matches("\\{\"error\":\"no such [a-z ]+[^\"]*\"}\n");

    HttpResponse<String> page = server.get(path, "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(Html.parse(page.body()).texts("main").toString()).contains("No such ", "Not found");
    assertThat(page.body()).contains("<a href=\"/\">", "<a href=\"/calls\">");
  }

  @ParameterizedTest
  @CsvSource({
    "//metrics, 404",
    "/metrics?%zz, 400",
    "/calls/%zz, 404",
    "/metrics?x=^, 200",
    "/<script>, 404",
    "metrics, 400",
    "/metrics#x, 400"
  })
  void addressThatIsNoUrlIsAnsweredInOurOwnWords(String target, int status) throws IOException {
    String answer =
        server.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("X-Content-Type-Options: nosniff")
        .doesNotContain("<script>", "<h1>", "Exception");
    if (status != 200) {
      assertThat(answer).contains("Content-Type: application/json", "{\"error\":");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /metrics",
    "PUT, /feedback/latest",
    "DELETE, /calls/1761449250.2163",
    "OPTIONS, /calls",
    "PATCH, /",
    "TRACE, /-/healthy",
    "BREW, /-/ready",
  })
  void otherMethodsAreRefusedWithThePossibleOnes(String method, String path) {
    HttpResponse<String> response = server.send(method, path);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    assertThat(response.body()).isEqualTo("{\"error\":\"only GET, HEAD is allowed here\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/feedback/latest?limit=0 | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit=101 | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit=ten | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit=-1 | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit=%D9%A3 | limit must be a whole number from 1 to 100",
        "/feedback/latest?limit=1&limit=2 | limit must be given once, not 2 times",
        "/feedback/latest?pipeline= | pipeline must not be empty",
        "/feedback/latest?pipeline=%ff | the query must be percent-encoded UTF-8",
        "/feedback/latest?limit=%3Cscript%3E | limit must be a whole number from 1 to 100",
        "/feedback/summary?window=%3Cb | window must be a time such as 30m, 24h or 7d, up to 366d",
        "/calls?limit=1001 | limit must be a whole number from 1 to 1000",
        "/calls?limit=99999999999 | limit must be a whole number from 1 to 1000",
      })
  void badQueryValuesAreA400ThatSaysWhatIsExpected(String path, String error) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body().replace("\\\"", "'")).isEqualTo("{\"error\":\"" + error + "\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/calls?limti=3 | unknown parameter `limti`; did you mean `limit`? ",
        "/kpi?pipeline=a | unknown parameter `pipeline`; did you mean `pipeline_name`? ",
        "/kpi?form=7d | unknown parameter `form`; did you mean `from`? ",
        "/feedback/open?limit=3 | unknown parameter `limit`; ",
        "/calls?nocache=1 | unknown parameter `nocache`; ",
        "/calls?call%20us%20now=1 | unknown parameter; ",
        "/calls.json?x | unknown parameter `x`; ",
        "/?x=1 | unknown parameter `x`; ",
        "/calls?theme=drak | theme must be one of dark, light; did you mean dark?",
      })
  void unknownParametersAreRefusedWithTheNearestName(String path, String error) {
    HttpResponse<String> response = server.get(path, "Accept", "application/json");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":\"" + error);
    if (!path.contains("theme")) {
      assertThat(response.body()).contains("this page takes ", "`theme`");
    }

    HttpResponse<String> page = server.get(path, "Accept", "text/html,*/*;q=0.8");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains(">this page without parameters</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics?x=1", "/-/healthy?x=1", "/-/ready?x=1", "/style.css?v=2"})
  void addressesOfProgramsIgnoreUnknownParameters(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/calls", "/kpi", "/feedback/latest", "/feedback/open"})
  void endOfThePathAsksForJsonWhateverTheBrowserPrefers(String path) {
    HttpResponse<String> response = server.get(path + ".json", "Accept", "text/html");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEqualTo(server.get(path, "Accept", "application/json").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/calls/sip:anna+1@example.org",
        "/calls/sip%3Aanna%2B1%40example.org",
        "/feedback/calls/sip%3aanna%2b1%40example.org",
      })
  void idsMayBePercentEncodedOrNot(String path) {
    assertThat(server.get(path).body()).contains("\"call_uuid\":\"sip:anna+1@example.org\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/calls", "/", "/style.css", "/nothing", "/-/reload"})
  void everyAnswerTellsBrowsersToTrustNothing(String path) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.headers().firstValue("content-security-policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'self'; script-src 'self';");
    assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(response.headers().firstValue("cache-control"))
        .contains(path.equals("/style.css") ? "max-age=600" : "no-store");
  }

  private static Map<String, List<String>> withoutDate(HttpResponse<String> response) {
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.remove("date");
    return headers;
  }
}
