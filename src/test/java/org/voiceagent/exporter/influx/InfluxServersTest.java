package org.voiceagent.exporter.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Tools;

/** Real servers hold what {@code /metrics} says, whether it is pushed or fetched and written. */
final class InfluxServersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process server;

  @AfterEach
  void stopServer() throws Exception {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void influxDbHoldsWhatTheMetricsPageSays() throws Exception {
    URI influx = startInfluxDb();
    post(influx, "/query?q=" + encoded("CREATE DATABASE calls"), "");
    try (Daemon daemon = daemon(influx)) {
      Map<String, Double> page = calls(daemon);

      await().untilAsserted(() -> assertThat(inInfluxDb(influx, "calls")).isEqualTo(page));

      post(influx, "/query?q=" + encoded("CREATE DATABASE fetched"), "");
      post(influx, "/write?db=fetched", get(daemon, "/influx"));
      assertThat(inInfluxDb(influx, "fetched")).isEqualTo(page);
    }
  }

  @Test
  void victoriaMetricsHoldsWhatTheMetricsPageSays() throws Exception {
    URI victoria = startVictoriaMetrics();
    try (Daemon daemon = daemon(victoria)) {
      Map<String, Double> page = calls(daemon);

      await().untilAsserted(() -> assertThat(inVictoriaMetrics(victoria, "calls")).isEqualTo(page));

      post(victoria, "/write?db=fetched", get(daemon, "/influx"));
      await()
          .untilAsserted(() -> assertThat(inVictoriaMetrics(victoria, "fetched")).isEqualTo(page));
    }
  }

  private Daemon daemon(URI server) throws IOException {
    drop("call-1", "local_hybrid", "gpt 4o, new");
    drop("call-2", "spaces and = signs", "back\\slash");
    drop("call-3", "ümläut 日本", "\"quoted\"");
    return Daemons.start(
        Daemons.config(
            temp, "influx: {url: \"" + server + "\", database: calls, interval: 200ms}\n"));
  }

  private void drop(String id, String pipeline, String model) throws IOException {
    Path call = Files.createDirectories(temp.resolve("calls").resolve(id));
    Path summary = call.resolve("metrics.json.part");
    JSON.writeValue(
        summary.toFile(),
        Map.of(
            "pipeline_name",
            pipeline,
            "provider_id",
            "openai_realtime",
            "model_variant",
            model,
            "duration_seconds",
            45.9,
            "turns",
            7,
            "sentiment_score",
            -0.2,
            "latency",
            Map.of("turn_ms", new int[] {820, 1430})));
    Files.move(summary, call.resolve("metrics.json"));
  }

  /** All samples about calls, under sorted labels; the daemon's own change with each look. */
  private Map<String, Double> calls(Daemon daemon) throws Exception {
    await()
        .until(
            () ->
                MetricsPage.of(get(daemon, "/metrics"))
                        .sum("voice_agent_exporter_sessions_ingested_total")
                    == 3);
    MetricsPage page = MetricsPage.of(get(daemon, "/metrics"));
    Map<String, Double> samples = new TreeMap<>();
    for (String series : page.series()) {
      if (series.startsWith("ai_agent_")) {
        Map<String, String> labels = new TreeMap<>();
        Matcher found = LABEL.matcher(series);
        while (found.find()) {
          labels.put(found.group(1), found.group(2).replaceAll("\\\\(.)", "$1"));
        }
        put(samples, series.replaceAll("\\{.*", ""), labels, page.value(series).orElseThrow());
      }
    }
    assertThat(samples).hasSizeGreaterThan(100);
    return samples;
  }

  private static void put(
      Map<String, Double> samples, String name, Map<String, String> labels, double value) {
    labels.values().removeIf(String::isEmpty);
    assertThat(samples.put(name + labels, value)).as(name + labels).isNull();
  }

  private Map<String, Double> inInfluxDb(URI influx, String database) throws Exception {
    String query = encoded("SELECT last(value) FROM /^ai_agent_/ GROUP BY *");
    JsonNode answer = JSON.readTree(get(influx, "/query?db=" + database + "&q=" + query));
    Map<String, Double> samples = new TreeMap<>();
    for (JsonNode series : answer.path("results").path(0).path("series")) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("tags")
          .properties()
          .forEach(tag -> labels.put(tag.getKey(), tag.getValue().asText()));
      double value = series.path("values").path(0).path(1).asDouble();
      put(samples, series.path("name").asText(), labels, value);
    }
    return samples;
  }

  private Map<String, Double> inVictoriaMetrics(URI victoria, String database) throws Exception {
    get(victoria, "/internal/force_flush");
    String match = encoded("{__name__=~\"ai_agent_.*\",db=\"" + database + "\"}");
    Map<String, Double> samples = new TreeMap<>();
    for (String line : get(victoria, "/api/v1/export?match[]=" + match).lines().toList()) {
      JsonNode series = JSON.readTree(line);
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(tag -> labels.put(tag.getKey(), tag.getValue().asText()));
      labels.remove("db");
      JsonNode values = series.path("values");
      String name = labels.remove("__name__");
      put(samples, name, labels, values.path(values.size() - 1).asDouble());
    }
    return samples;
  }

  private URI startInfluxDb() throws Exception {
    String program = Tools.require("influxd").toString();
    int port = freePort();
    Path config =
        Files.writeString(
            temp.resolve("influxdb.conf"),
            String.format(
                """
                reporting-disabled = true
                bind-address = "127.0.0.1:0"
                [meta]
                dir = "%1$s/meta"
                [data]
                dir = "%1$s/data"
                wal-dir = "%1$s/wal"
                [http]
                bind-address = "127.0.0.1:%2$d"
                [monitor]
                store-enabled = false
                """,
                temp.resolve("influxdb"), port));
    return start(port, "/ping", program, "-config", config.toString());
  }

  private URI startVictoriaMetrics() throws Exception {
    String program = Tools.require("victoria-metrics").toString();
    int port = freePort();
    return start(
        port,
        "/health",
        program,
        "-storageDataPath=" + temp.resolve("victoria"),
        "-httpListenAddr=127.0.0.1:" + port,
        "-influxSkipSingleField");
  }

  private URI start(int port, String ping, String... command) throws Exception {
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("server.log").toFile())
            .start();
    URI url = URI.create("http://127.0.0.1:" + port);
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> status(url, ping) / 100 == 2);
    return url;
  }

  private int status(URI url, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String get(Daemon daemon, String path) throws Exception {
    return get(URI.create("http://127.0.0.1:" + daemon.port()), path);
  }

  private String get(URI url, String path) throws Exception {
    return sent(HttpRequest.newBuilder(URI.create(url + path)).build());
  }

  private void post(URI url, String path, String body) throws Exception {
    sent(
        HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.ofString(body)).build());
  }

  private String sent(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
