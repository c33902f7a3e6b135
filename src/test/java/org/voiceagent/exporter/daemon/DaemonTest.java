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
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.Tools;
import org.voiceagent.exporter.yaml.Problems;

/** The whole daemon on real files, real events and a real port. */
final class DaemonTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Function<Problems, ExporterConfig>> source =
      new AtomicReference<>();
  private Path sessions;
  private Daemon daemon;

  @BeforeEach
  void start() throws Exception {
    sessions = temp.resolve("calls");
    ExporterConfig config =
        ExporterConfig.defaults()
            .at(sessions, temp.resolve("state"), new ListenAddress("127.0.0.1", 0));
    source.set(problems -> config);
    start(config);
  }

  private void start(ExporterConfig config) throws Exception {
    daemon = Daemons.start(config, problems -> source.get().apply(problems));
    await().until(() -> status("/-/ready") == 200);
    await().until(() -> get("/metrics").contains("cause=\"watch_armed\""));
  }

  @AfterEach
  void stop() {
    long before = System.nanoTime();
    daemon.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void oneCallByShellAndOneByRenameAreBothCountedOnceWithinASecond() throws Exception {
    String script =
        """
        mkdir by-shell && cd by-shell
        echo '{"role":"user","text":"hello"}' > transcript.jsonl
        cat > metrics.json <<'END'
        {"pipeline_name":"shell",
        END
        cat >> metrics.json <<'END'
         "turns":3}
        END
        """;
    new ProcessBuilder("sh", "-c", script).directory(sessions.toFile()).start().waitFor();
    await().atMost(SECOND).until(() -> get("/metrics").contains("call_uuid=\"by-shell\""));

    drop("by-rename", 80);
    await().atMost(SECOND).until(() -> get("/metrics").contains("call_uuid=\"by-rename\""));

    assertThat(get("/metrics"))
        .contains("voice_agent_exporter_sessions_ingested_total 2.0")
        .contains("ai_agent_calls_total{pipeline_name=\"shell\",");
  }

  @Test
  void latestFeedbackNamesKeyValuesAndEvidence() throws Exception {
    drop("call-1", 80);
    await().atMost(SECOND).until(() -> !json("/feedback/latest").path("call").isNull());

    JsonNode advised = json("/feedback/latest").path("recommendations").get(0);
    assertThat(advised.path("recommendation_key").asText()).isEqualTo("jitter_low_watermark");
    assertThat(advised.path("field").asText()).isEqualTo("streaming.low_watermark_ms");
    assertThat(advised.path("current").asInt()).isEqualTo(80);
    assertThat(advised.path("suggested").asInt()).isEqualTo(120);
    assertThat(advised.path("evidence").path("jitter_low_watermark_hits_per_minute").asDouble())
        .isEqualTo(6);
    assertThat(get("/metrics"))
        .contains("ai_agent_setting_recommendation_total{field=\"streaming.low_watermark_ms\"");
  }

  @Test
  void effectOfAChangeIsToldAndOutlivesFoldersAndProcess() throws Exception {
    for (int i = 0; i < 120; i++) {
      drop("call-" + i, i < 60 ? 80 : 100);
      String counted = "sessions_ingested_total " + (i + 1) + ".0";
      await()
          .until(
              () ->
                  get("/metrics?name[]=voice_agent_exporter_sessions_ingested_total")
                      .contains(counted));
    }
    JsonNode effects = json("/feedback/effects").path("effects");
    assertThat(effects).hasSize(1);
    assertThat(effects.get(0).path("field").asText()).isEqualTo("streaming.low_watermark_ms");
    assertThat(effects.get(0).path("from").asText()).isEqualTo("80");
    assertThat(effects.get(0).path("calls_before").asInt()).isEqualTo(60);
    assertThat(effects.get(0).path("calls_after").asInt()).isEqualTo(60);
    assertThat(effects.get(0).path("recommendation_keys").get(0).asText())
        .isEqualTo("jitter_low_watermark");

    daemon.close();
    for (int i = 0; i < 120; i++) {
      deleteFolder(sessions.resolve("call-" + i));
    }
    start(source.get().apply(new Problems()));

    assertThat(json("/feedback/effects").path("effects")).isEqualTo(effects);
  }

  @Test
  void transcriptLeavesTheDaemonRedactedOnly() throws Exception {
    Path folder = Files.createDirectory(sessions.resolve("call-1"));
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        "{\"role\":\"user\",\"text\":\"my card is 4111 1111 1111 1111\"}\n");

    String transcript = get("/calls/call-1/transcript");

    assertThat(transcript).contains("[CARD]").doesNotContain("4111");
  }

  @Test
  void reloadAppliesThresholdsAndABadOneKeepsTheOldAndSaysSo() throws Exception {
    Path file = temp.resolve("exporter.yml");
    source.set(problems -> ExporterConfig.load(file, problems));
    Files.writeString(file, "thresholds: {low_watermark_hits_per_minute: many}\n");
    daemon.reload();
    assertThat(get("/metrics")).contains("voice_agent_exporter_config_last_reload_successful 0.0");
    drop("call-1", 80);
    await().until(() -> json("/feedback/calls/call-1").path("recommendations").size() == 1);

    Files.writeString(file, "thresholds: {low_watermark_hits_per_minute: 100}\n");
    daemon.reload();
    assertThat(get("/metrics")).contains("voice_agent_exporter_config_last_reload_successful 1.0");
    drop("call-2", 80);
    await().until(() -> status("/feedback/calls/call-2") == 200);

    assertThat(json("/feedback/calls/call-2").path("recommendations")).isEmpty();
    assertThat(get("/metrics")).contains("voice_agent_exporter_sessions_ingested_total 2.0");
  }

  @Test
  void realPrometheusScrapesItAndFindsTheCallByItsExemplar() throws Exception {
    Path prometheus = Tools.require("prometheus");
    drop("call-1", 80);
    await().until(() -> get("/metrics").contains("call_uuid=\"call-1\""));
    int port = freePort();
    Files.writeString(
        temp.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: voice_agent_exporter
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(daemon.port()));
    Process process =
        new ProcessBuilder(
                prometheus.toString(),
                "--config.file=" + temp.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + temp.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage")
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("prometheus.log").toFile())
            .start();
    try {
      String api = "http://127.0.0.1:" + port + "/api/v1/";
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> target(api).path("health").asText().equals("up"));
      assertThat(target(api).path("lastError").asText()).isEmpty();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> exemplars(api).contains("\"call_uuid\":\"call-1\""));
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private JsonNode target(String api) throws Exception {
    return new ObjectMapper()
        .readTree(fetch(URI.create(api + "targets")).body())
        .at("/data/activeTargets/0");
  }

  private String exemplars(String api) throws Exception {
    long now = Instant.now().getEpochSecond();
    String query =
        "query_exemplars?query=ai_agent_calls_total&start=" + (now - 600) + "&end=" + (now + 60);
    return fetch(URI.create(api + query)).body();
  }

  private void drop(String id, int lowWatermark) throws IOException {
    Path folder = Files.createDirectory(sessions.resolve(id));
    rename(
        folder,
        "config_snapshot.yaml",
        "streaming: {low_watermark_ms: %d, min_start_ms: 140, jitter_buffer_ms: 950}\n"
            .formatted(lowWatermark));
    rename(folder, "transcript.jsonl", "{\"role\":\"user\",\"text\":\"hello\"}\n");
    rename(
        folder,
        "metrics.json",
        """
        {"pipeline_name":"cloud","provider_id":"deepgram","duration_seconds":60,"turns":8,
         "streaming":{"jitter_low_watermark_hits":6,"fallback_count":0},
         "audio":{"downstream_mode":"stream"}}
        """);
  }

  private static void rename(Path folder, String name, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int status(String path) throws Exception {
    return fetch(page(path)).statusCode();
  }

  private String get(String path) throws Exception {
    return fetch(page(path)).body();
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path));
  }

  private URI page(String path) {
    return URI.create("http://127.0.0.1:" + daemon.port() + path);
  }

  private HttpResponse<String> fetch(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
