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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/** The daemon redacts calls in their folders, and they stay the calls they are. */
final class RedactionOnIngestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PLANTED =
      List.of("4111 1111", "jane.planted@example.com", "4930901820", "planted-key-1234567890");
  private static final String REDACTED = "voice_agent_exporter_artifacts_redacted_total";
  private static final String FAILED = "voice_agent_exporter_redaction_failures_total";
  private static final String UPDATED = "voice_agent_exporter_sessions_updated_total";

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
  void nothingPlantedIsLeftOnDiskAndTheCallIsCountedOnceAndNotUpdated() throws Exception {
    start("on_ingest");
    drop("call-1");
    awaitMetric(REDACTED, 3);
    Path folder = temp.resolve("calls").resolve("call-1");
    await().until(() -> Files.exists(folder.resolve(".redacted")));

    for (String planted : PLANTED) {
      assertThat(Grep.filesWith(temp.resolve("calls"), planted)).as(planted).isEmpty();
    }
    JsonNode turns = JSON.readTree(get("/calls/call-1/transcript")).path("turns");
    assertThat(turns).hasSize(3);
    assertThat(turns.get(0).path("text").asText()).contains("my card is [CARD]");
    assertThat(turns.get(0).toString()).contains("2026-11-20T09:59:01Z").contains("-0.4");
    assertThat(turns.get(2).path("text").asText()).isEqualTo("fine");
    JsonNode call = JSON.readTree(get("/calls/call-1")).path("call");
    assertThat(call.path("caller_hash").asText()).matches("[0-9a-f]{16}");

    drop("call-2");
    awaitMetric(REDACTED, 6);
    assertThat(metric("ai_agent_calls_total")).isEqualTo(2);
    assertThat(metric("ai_agent_call_turns_total")).isEqualTo(6);
    assertThat(metric(UPDATED)).isZero();
    assertThat(metric(FAILED)).isZero();
  }

  @Test
  void whatIsWrittenLaterIsShownAndRedactedToo() throws Exception {
    start("on_ingest");
    drop("call-1");
    awaitMetric(REDACTED, 3);
    Path aside = temp.resolve("feedback.tmp");
    Files.writeString(aside, "{\"csat\":2,\"comment\":\"write to jane.planted@example.com\"}");

    Files.move(aside, temp.resolve("calls").resolve("call-1").resolve("feedback.json"));

    awaitMetric(REDACTED, 4);
    awaitMetric(UPDATED, 1);
    assertThat(Grep.filesWith(temp.resolve("calls"), "jane.planted")).isEmpty();
    assertThat(metric("ai_agent_calls_total")).isEqualTo(1);
  }

  @Test
  void restartRedactsWhatWasLeftAndWhatCannotBeIsCountedAndTriedAgain() throws Exception {
    start("on_read");
    drop("call-1");
    drop("call-2");
    awaitMetric("ai_agent_calls_total", 2);
    assertThat(Grep.filesWith(temp.resolve("calls"), "4111 1111")).hasSize(2);
    daemon.close();
    Path inTheWay =
        Files.createDirectories(
            temp.resolve("calls/call-2/.redacting-transcript.jsonl/in-the-way"));

    start("on_ingest");

    awaitMetric(REDACTED, 5);
    await().until(() -> metric(FAILED) >= 1);
    assertThat(Grep.filesWith(temp.resolve("calls"), "4111 1111")).hasSize(1);
    assertThat(metric("ai_agent_calls_total")).isEqualTo(2);
    daemon.close();
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());

    start("on_ingest");

    awaitMetric(REDACTED, 1);
    assertThat(Grep.filesWith(temp.resolve("calls"), "4111 1111")).isEmpty();
    assertThat(metric("ai_agent_calls_total")).isEqualTo(2);
    assertThat(metric(UPDATED)).isZero();
  }

  private void start(String mode) throws IOException {
    daemon = Daemons.start(Daemons.config(temp, "redaction: {redact: " + mode + "}\n"));
    await().atMost(Duration.ofSeconds(20)).until(() -> send("/-/ready").statusCode() == 200);
  }

  private void drop(String id) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("aside").resolve(id));
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        """
        {"ts":"2026-11-20T09:59:01Z","role":"user","text":"my card is 4111 1111 1111 1111","sentiment":-0.4}
        {"role":"agent","text":"thank you, I write to jane.planted@example.com"}
        {"role":"user","text":"fine"}
        """);
    Files.writeString(
        folder.resolve("config_snapshot.yaml"), "llm: {api_key: planted-key-1234567890}\n");
    Files.writeString(
        folder.resolve("metrics.json"),
        "{\"caller_id\":\"+4930901820\",\"duration_seconds\":41,\"outcome\":\"completed\"}");
    Files.move(folder, temp.resolve("calls").resolve(id));
  }

  private void awaitMetric(String name, double value) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(metric(name)).as(name).isEqualTo(value));
  }

  private double metric(String name) throws Exception {
    return MetricsPage.of(send("/metrics").body()).sum(name);
  }

  private String get(String path) throws Exception {
    return send(path).body();
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
