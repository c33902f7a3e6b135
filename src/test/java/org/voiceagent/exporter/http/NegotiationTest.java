package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.page.Page;

final class NegotiationTest {
  private static final String PROMETHEUS_2 =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  private static final String PAGE = "ai_agent_calls_active 1\n".repeat(500);

  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void prometheusGetsOpenMetrics() {
    HttpResponse<String> response = server.get("/metrics", "Accept", PROMETHEUS_2);

    assertThat(response.headers().firstValue("content-type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(response.body()).isEqualTo("openmetrics[]\n");
  }

  @Test
  void severalAcceptLinesCountAsOne() {
    assertThat(
            server
                .get(
                    "/metrics",
                    "Accept",
                    "text/plain;q=0.2",
                    "Accept",
                    "application/openmetrics-text")
                .body())
        .isEqualTo("openmetrics[]\n");
  }

  @Test
  void namesRestrictThePage() {
    assertThat(
            server
                .get("/metrics?name%5B%5D=b&name[]=a_total&name%5b%5d=b".replace("[]", "%5B%5D"))
                .body())
        .isEqualTo("text[a_total, b]\n");
  }

  @Test
  void cachesAreToldWhatTheAnswerDependsOn() {
    assertThat(server.get("/metrics").headers().firstValue("vary"))
        .contains("Accept, Accept-Encoding");
  }

  @ParameterizedTest
  @CsvSource({"/, text/html", "/calls, application/json"})
  void withoutAWishTheFrontPageIsForPeopleAndTheRestForPrograms(String path, String type) {
    assertThat(server.get(path).headers().firstValue("content-type").orElse("")).startsWith(type);
  }

  @Test
  void gzipIsUsedForThoseWhoTakeItAndHasTheRightLength() throws IOException {
    server.metrics = (format, names) -> PAGE.getBytes(UTF_8);
    HttpResponse<byte[]> response = server.bytes("/metrics", "Accept-Encoding", "gzip");

    assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(response.headers().firstValueAsLong("content-length"))
        .hasValue(response.body().length);
    assertThat(response.body().length).isLessThan(PAGE.length() / 10);
    assertThat(new String(unpacked(response.body()), UTF_8)).isEqualTo(PAGE);
  }

  @Test
  void aPageThatIsPackedAlreadyIsSentAsItIs() {
    server.pages =
        (format, names, gzip) -> new Page(List.of(new byte[] {1, 2, 3}, new byte[] {4, 5}), gzip);
    HttpResponse<byte[]> packed = server.bytes("/metrics", "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.headers().firstValueAsLong("content-length")).hasValue(5);
    assertThat(packed.body()).containsExactly(1, 2, 3, 4, 5);
    HttpResponse<byte[]> plain = server.bytes("/metrics");
    assertThat(plain.headers().map()).doesNotContainKey("content-encoding");
    assertThat(plain.body()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void headSaysTheLengthOfWhatGetWouldSendPackedOrNot() {
    server.metrics = (format, names) -> PAGE.getBytes(UTF_8);
    for (String coding : new String[] {"gzip", "identity"}) {
      HttpResponse<byte[]> get = server.bytes("/metrics", "Accept-Encoding", coding);
      HttpResponse<String> head = server.send("HEAD", "/metrics", "Accept-Encoding", coding);
      assertThat(head.headers().firstValueAsLong("content-length")).hasValue(get.body().length);
      assertThat(head.headers().firstValue("content-encoding"))
          .isEqualTo(get.headers().firstValue("content-encoding"));
    }
  }

  @Test
  void smallAnswersAndThoseNobodyWantsPackedAreSentPlain() {
    assertThat(server.bytes("/metrics", "Accept-Encoding", "gzip").headers().map())
        .doesNotContainKey("content-encoding");
    server.metrics = (format, names) -> PAGE.getBytes(UTF_8);
    assertThat(server.get("/metrics").headers().map()).doesNotContainKey("content-encoding");
    assertThat(server.get("/metrics", "Accept-Encoding", "gzip;q=0").body()).isEqualTo(PAGE);
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
