package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/** The whole daemon with surveys and analyses that come after their calls, and with rehearsals. */
final class LaterFactsTest {
  private static final String CALL =
      "{\"pipeline_name\":\"p\",\"provider_id\":\"deepgram\",\"model_variant\":\"m\",\"turns\":4,"
          + "\"usage\":{\"tts_characters\":900}%s}";

  private static final String RETELL =
      """
      {"event":"%s","call":{"call_id":"r1","agent_id":"a","call_status":"ended",
       "start_timestamp":1761449250000,"end_timestamp":1761449290000,
       "disconnection_reason":"user_hangup"%s}}
      """;

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path calls;
  private Daemon daemon;

  @BeforeEach
  void start() throws Exception {
    calls = Files.createDirectories(temp.resolve("calls"));
    Files.writeString(
        temp.resolve("prices.yml"),
        """
        prices:
          - {component: tts, provider: "*", model: "*", unit: characters, price: 0.002, per: 100,
             currency: USD, effective_from: 2020-01-01}
        """);
    daemon =
        Daemons.start(
            Daemons.config(
                temp, "intake: {rescan: 1s}\nprices: " + temp.resolve("prices.yml") + "\n"));
    await().until(() -> page().sum("voice_agent_exporter_rescans_total") > 0);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void surveyAndAnalysisOfACountedCallCountOnceAndItsUsageIsPriced() throws Exception {
    write("one", "metrics.json", CALL.formatted(""));
    await().until(() -> page().sum("ai_agent_calls_total") == 1);
    assertThat(page().sum("ai_agent_call_csat_score_count")).isZero();
    assertThat(page().sum("ai_agent_call_cost_total", series -> series.contains("\"total\"")))
        .as("900 characters at 0.002 a hundred")
        .isEqualTo(0.018);

    write("one", "feedback.json", "{\"csat\":5}");
    await().until(() -> page().sum("ai_agent_call_csat_score_count") == 1);
    write("one", "feedback.json", "{\"csat\":1,\"resolved\":true}");
    write("one", "metrics.json", CALL.formatted(",\"quality\":{\"wer\":0.1}"));
    await().until(() -> page().sum("ai_agent_call_wer_ratio_count") == 1);

    stop();
    start();
    await().until(() -> json("/calls/one").at("/call/csat").asDouble() == 1);
    MetricsPage page = page();
    assertThat(page.sum("ai_agent_calls_total")).isEqualTo(1);
    assertThat(page.sum("ai_agent_call_csat_score_count")).isEqualTo(1);
    assertThat(page.sum("ai_agent_call_csat_score_sum")).isEqualTo(5);
    assertThat(page.sum("ai_agent_call_resolved_total")).isEqualTo(1);
    assertThat(page.sum("ai_agent_call_cost_total", s -> s.contains("\"total\""))).isEqualTo(0.018);
  }

  @Test
  void analysisThatAVendorSendsInASecondReportCountsOnce() throws Exception {
    write("r1", "retell_call.json", RETELL.formatted("call_ended", ""));
    await().until(() -> page().sum("ai_agent_calls_total") == 1);
    assertThat(page().sum("ai_agent_call_resolved_total")).isZero();

    String analysed = ",\"call_analysis\":{\"call_successful\":%s}";
    write("r1", "retell_call.json", RETELL.formatted("call_analyzed", analysed.formatted(true)));
    await().until(() -> page().sum("ai_agent_call_resolved_total") == 1);
    write("r1", "retell_call.json", RETELL.formatted("call_analyzed", analysed.formatted(false)));
    await().until(() -> !json("/calls/r1").at("/call/resolved").asBoolean(true));

    assertThat(page().sum("ai_agent_call_resolved_total", s -> s.contains("\"true\"")))
        .isEqualTo(1);
    assertThat(page().sum("ai_agent_call_resolved_total")).isEqualTo(1);
    assertThat(page().sum("ai_agent_calls_total")).isEqualTo(1);
  }

  @Test
  void surveyOfAForgottenCallDoesNotCount() throws Exception {
    write("gone", "metrics.json", CALL.formatted(""));
    await().until(() -> page().sum("ai_agent_calls_total") == 1);
    ControlChannel.Patience patience =
        new ControlChannel.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
    ControlRequest forget = new ControlRequest.ForgetCall("gone");
    assertThat(
            new ControlChannel(temp.resolve("state"))
                .ask(forget, patience, new SecureRandom())
                .status())
        .isZero();

    write("gone", "metrics.json", CALL.formatted(""));
    write("gone", "feedback.json", "{\"csat\":5}");
    await()
        .until(
            () ->
                page().sum("voice_agent_exporter_sessions_rejected_total", s -> s.contains("forg"))
                    > 0);

    assertThat(page().sum("ai_agent_call_csat_score_count")).isZero();
    assertThat(page().sum("ai_agent_calls_total")).isEqualTo(1);
  }

  @Test
  void simulatedCallIsShownOnItsPageAndInNoTotalAdviceOrList() throws Exception {
    write("rehearsal", "metrics.json", CALL.formatted(",\"simulated\":true"));
    write("rehearsal", "feedback.json", "{\"csat\":5}");
    await().until(() -> page().sum("voice_agent_exporter_sessions_simulated_total") == 1);

    assertThat(page().sum("ai_agent_calls_total")).isZero();
    assertThat(page().sum("ai_agent_call_csat_score_count")).isZero();
    assertThat(page().series()).noneMatch(series -> series.contains("rehearsal"));
    assertThat(json("/feedback/latest").path("call").isNull()).isTrue();
    assertThat(json("/calls/rehearsal").at("/call/simulated").asBoolean()).isTrue();
    assertThat(json("/calls/rehearsal").path("recommendations")).isEmpty();

    stop();
    start();
    assertThat(page().sum("voice_agent_exporter_sessions_simulated_total")).isEqualTo(1);
  }

  private void write(String id, String name, String text) throws IOException {
    Path folder = Files.createDirectories(calls.resolve(id));
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private MetricsPage page() throws IOException, InterruptedException {
    return MetricsPage.of(get("/metrics"));
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(path));
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + daemon.port() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
