package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** What a real Prometheus makes of ten restarts under load. */
@Tag("faults")
final class PrometheusViewTest {
  private static final String CALLS = "ai_agent_calls_total";
  private static final int RESTARTS = 10;

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private final long seed = System.nanoTime();
  private Process prometheus;
  private String api;
  private String listen;

  @BeforeEach
  void startPrometheus() throws IOException {
    Path program = Tools.require("prometheus");
    listen = "127.0.0.1:" + freePort();
    String own = "127.0.0.1:" + freePort();
    api = "http://" + own + "/api/v1/";
    Path config = temp.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 250ms, scrape_timeout: 250ms}
        scrape_configs:
          - job_name: voice_agent_exporter
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(listen));
    prometheus =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + temp.resolve("tsdb"),
                "--web.listen-address=" + own)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("prometheus.txt").toFile())
            .start();
  }

  @AfterEach
  void stopPrometheus() throws InterruptedException {
    if (prometheus != null) {
      prometheus.destroy();
      prometheus.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void increaseOverTenRestartsUnderLoadIsTheNumberOfCallsDropped() throws Exception {
    Random random = new Random(seed);
    CallDropper engine = new CallDropper(temp.resolve("calls"), temp.resolve("aside"), random);
    RunningExporter.Command command = new RunningExporter.Command(temp).with("--listen", listen);
    RunningExporter exporter = command.start();
    // A series has no increase before its first sample, so each one is seen before it counts.
    for (int i = 0; i < 30; i++) {
      engine.drop();
    }
    seen(engine.dropped());
    int before = engine.dropped();

    for (int restart = 0; restart < RESTARTS; restart++) {
      dropFor(Duration.ofSeconds(1), engine, random);
      if (restart % 2 == 0) {
        exporter.kill();
      } else {
        assertThat(exporter.terminate()).isEqualTo(143);
      }
      dropFor(Duration.ofMillis(200), engine, random);
      exporter = command.start();
    }
    seen(engine.dropped());
    exporter.kill();

    double dropped = (double) engine.dropped() - before;
    assertThat(ask("sum(resets(%s[10m]))".formatted(CALLS))).as("seed %d", seed).isZero();
    assertThat(ask("sum(max_over_time(%1$s[10m]) - min_over_time(%1$s[10m]))".formatted(CALLS)))
        .as("seed %d", seed)
        .isEqualTo(dropped + before - firstSeen());
    // increase() extrapolates to the ends of its window: by half an interval on either side.
    assertThat(ask("sum(increase(%s[10m]))".formatted(CALLS)))
        .as("seed %d", seed)
        .isCloseTo(dropped + before - firstSeen(), within(0.1 * dropped));
  }

  /** What the first sample of every series came to. */
  private double firstSeen() throws Exception {
    return ask("sum(min_over_time(%s[10m]))".formatted(CALLS));
  }

  private void seen(int calls) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> ask("sum(%s)".formatted(CALLS)) == calls);
  }

  private static void dropFor(Duration time, CallDropper engine, Random random) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      engine.drop();
      LockSupport.parkNanos(random.nextInt(20_000_000));
    }
  }

  private double ask(String promql) throws Exception {
    URI query =
        URI.create(api + "query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    String body =
        client.send(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString()).body();
    JsonNode value = new ObjectMapper().readTree(body).at("/data/result/0/value/1");
    return value.isMissingNode() ? Double.NaN : value.asDouble();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
