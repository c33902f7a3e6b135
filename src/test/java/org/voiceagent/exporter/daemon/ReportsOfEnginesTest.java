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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/** Reports of engines in the whole daemon. */
final class ReportsOfEnginesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Daemon daemon;

  @AfterEach
  void stop() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void reportOfASecondFormatThatComesLaterAddsWhatTheCallLacksAndCountsNothing() throws Exception {
    start("intake: {settle: 50ms, rescan: 200ms}\n");
    Path folder = Files.createDirectories(temp.resolve("calls/call-1"));
    Files.writeString(folder.resolve("metrics.json"), "{\"duration_seconds\":40,\"turns\":7}");
    await("counted").until(() -> metric("ai_agent_calls_total") == 1);
    assertThat(call("call-1").path("direction").isMissingNode()).isTrue();

    Files.writeString(
        folder.resolve("retell_call.json"),
        "{\"call\":{\"duration_ms\":50000,\"direction\":\"outbound\",\"agent_version\":3}}");

    await("shown")
        .atMost(Duration.ofSeconds(20))
        .until(() -> call("call-1").path("direction").asText().equals("outbound"));
    assertThat(call("call-1").path("duration_seconds").asInt()).isEqualTo(40);
    assertThat(call("call-1").path("turns").asInt()).isEqualTo(7);
    assertThat(metric("ai_agent_calls_total")).isEqualTo(1);
  }

  @Test
  void reportBesideTheFoldersIsCountedShownAndRedactedOnDisk() throws Exception {
    start("intake: {settle: 50ms, rescan: 200ms}\nredaction: {redact: on_ingest}\n");
    Files.writeString(
        temp.resolve("calls/session_report-room-1.json"),
        """
        {"room":"room-1","timestamp":1787400000.1,"started_at":1787399940.1,
         "chat_history":{"items":[{"type":"message","role":"user",
          "content":["my card is 4111 1111 1111 1111"],"created_at":1787399950.2}]},
         "events":[{"type":"close","reason":"participant_disconnected",
          "created_at":1787399990.1}]}
        """);

    await("counted").until(() -> metric("ai_agent_calls_total") == 1);
    await("redacted")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Grep.filesWith(temp.resolve("calls"), "4111 1111").isEmpty());
    assertThat(call("room-1").path("duration_seconds").asInt()).isEqualTo(50);
    assertThat(send("/calls/room-1/transcript").body()).contains("my card is [CARD]");
    assertThat(temp.resolve("calls/room-1/session_report.json")).exists();
    assertThat(temp.resolve("calls/session_report-room-1.json")).doesNotExist();
  }

  private void start(String yaml) throws IOException {
    daemon = Daemons.start(Daemons.config(temp, yaml));
    await().atMost(Duration.ofSeconds(20)).until(() -> send("/-/ready").statusCode() == 200);
  }

  private JsonNode call(String id) throws Exception {
    return JSON.readTree(send("/calls/" + id).body()).path("call");
  }

  private double metric(String name) throws Exception {
    return MetricsPage.of(send("/metrics").body()).sum(name);
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
