package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/** The daemon counts event files by the shipped catalogs, across a restart. */
final class EventFilesTest {
  private static final String EXAMPLE =
      "{\"event\":\"llm.call\",\"ts\":\"2025-11-20T10:00:00.000Z\",\"data\":{\"provider\":\"openai\","
          + "\"model\":\"gpt-large\",\"operation\":\"answer\",\"status\":\"ok\",\"cost_usd\":0.5,"
          + "\"latency_ms\":1200}}";

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();

  private Daemon start() throws IOException {
    return Daemons.start(
        Daemons.config(
            temp,
            "events: %s%ncatalog: {folder: %s}%n"
                .formatted(
                    temp.resolve("events"), Path.of("monitoring/catalog").toAbsolutePath())));
  }

  private MetricsPage page(Daemon daemon) {
    try {
      URI page = URI.create("http://127.0.0.1:" + daemon.port() + "/metrics");
      return MetricsPage.of(
          client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void eventsOfTheShippedCatalogsCountOnce() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("events"));
    Files.writeString(folder.resolve("app.jsonl"), EXAMPLE + "\n" + "not json\n");
    String ingested = "voice_agent_exporter_events_ingested_total{event=\"llm.call\"}";
    String rejected =
        "voice_agent_exporter_events_rejected_total{event=\"_unknown\",reason=\"not_json\"}";
    try (Daemon daemon = start()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> page(daemon).value(rejected).orElse(0) == 1);
      assertThat(page(daemon).value(ingested)).hasValue(1);
      assertThat(page(daemon).sum("llm_calls_total")).isEqualTo(1);
    }
    try (Daemon daemon = start()) {
      assertThat(page(daemon).value(ingested)).hasValue(1);
      Files.writeString(folder.resolve("next.jsonl"), EXAMPLE.replace(".000Z", ".001Z") + "\n");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> page(daemon).value(ingested).orElse(0) == 2);
      assertThat(page(daemon).value(rejected)).hasValue(1);
    }
  }
}
