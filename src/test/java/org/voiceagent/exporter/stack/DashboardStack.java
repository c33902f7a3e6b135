package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real daemon and a real Prometheus that scrapes it, each as a process of its own. */
final class DashboardStack {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String listen = "127.0.0.1:" + freePort();
  private final String ownAddress = "127.0.0.1:" + freePort();
  private Process daemon;
  private Process prometheus;

  /**
   * @param folder gets {@code calls} and all else
   */
  DashboardStack(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(sessions());
  }

  Path sessions() {
    return folder.resolve("calls");
  }

  /** Where event files are looked for. */
  Path events() {
    return folder.resolve("events");
  }

  void startDaemon() throws IOException {
    Path config = folder.resolve("exporter.yml");
    Files.writeString(config, "intake: {idle: 10s}\nevents: " + events() + "\n");
    daemon =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.voiceagent.exporter.cli.Main",
                "serve",
                "--config=" + config,
                "--sessions=" + sessions(),
                "--state=" + folder.resolve("state"),
                "--listen=" + listen)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> page("/-/ready", "*/*").statusCode() == 200);
  }

  /** Ends it as systemd does, and starts it again where it was. */
  void restartDaemon() throws IOException, InterruptedException {
    daemon.destroy();
    assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    startDaemon();
  }

  void reloadDaemon() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(daemon.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Starts Prometheus with an alert that always fires, for there to be one. */
  void startPrometheus(Path program) throws IOException {
    Path rules = folder.resolve("rules.yml");
    Files.writeString(
        rules,
        """
        groups:
          - name: always
            rules:
              - {alert: Always, expr: vector(1), labels: {severity: warning}}
        """);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: voice_agent_exporter
            static_configs: [{targets: ["%s"]}]
          # A machine that is nobody's business here, and down.
          - job_name: another
            static_configs: [{targets: ["127.0.0.1:1"]}]
        """
            .formatted(rules, listen));
    prometheus =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=" + ownAddress,
                "--enable-feature=exemplar-storage")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.txt").toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> number("sum(up)") == 1);
  }

  /** The answer of Prometheus' API, also where it is an error. */
  JsonNode ask(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new ObjectMapper()
        .readTree(get("http://" + ownAddress + "/api/v1/" + path + "?" + query, "*/*").body());
  }

  /** The one number an expression comes to, or NaN if there is none. */
  double number(String promql) throws IOException, InterruptedException {
    JsonNode value = ask("query", Map.of("query", promql)).at("/data/result/0/value/1");
    return value.isMissingNode() ? Double.NaN : value.asDouble();
  }

  /** Waits until an expression comes to this number. */
  void awaitNumber(String promql, long expected) {
    await().atMost(PATIENCE).until(() -> number(promql) == expected);
  }

  /** Waits until an expression has an answer. */
  void awaitAnswer(String promql) {
    await().atMost(PATIENCE).until(() -> !Double.isNaN(number(promql)));
  }

  /** A page of the daemon. */
  HttpResponse<String> page(String path, String accept) throws IOException, InterruptedException {
    return get("http://" + listen + path, accept);
  }

  private HttpResponse<String> get(String url, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", accept)
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Ends what was started. */
  void stop() throws InterruptedException {
    for (Process process : Stream.of(daemon, prometheus).filter(Objects::nonNull).toList()) {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
