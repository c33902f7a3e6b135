package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.voiceagent.exporter.http.routing.Router;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WebServerTest {

  @Test
  void portZeroFindsAFreeOne() {
    try (RunningServer one = RunningServer.empty();
        RunningServer two = RunningServer.empty()) {
      assertThat(one.port()).isPositive().isNotEqualTo(two.port());
      assertThat(two.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void portInUseIsSaidWithItsAddress() {
    try (RunningServer first = RunningServer.empty()) {
      HttpSettings same = RunningServer.settings(first.port(), false);
      assertThatThrownBy(() -> RunningServer.start(same, RunningServer.emptyContent()))
          .isInstanceOf(IOException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + first.port() + ": Address already in use");
    }
  }

  @Test
  void unknownHostIsSaidWithItsName() {
    HttpSettings nowhere = settings("no-such-host.invalid", 0, 5);
    assertThatThrownBy(() -> RunningServer.start(nowhere, RunningServer.emptyContent()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen on no-such-host.invalid:0: ");
  }

  @Test
  void oneReaderDoesNotStartOneThreadForEachRequest() {
    Set<Thread> before = httpThreads();
    try (RunningServer server = RunningServer.empty()) {
      for (int request = 0; request < 60; request++) {
        server.get("/-/healthy");
      }
      Set<Thread> started = httpThreads();
      started.removeAll(before);
      assertThat(started).hasSizeBetween(1, 20);
    }
  }

  private static Set<Thread> httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("http-"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void closingWithNothingUnderWayIsQuickAndEndsTheListening() {
    RunningServer server = RunningServer.empty();
    server.get("/-/healthy");
    long start = System.nanoTime();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThatThrownBy(() -> server.get("/-/healthy")).hasCauseInstanceOf(ConnectException.class);
    assertThatCode(server::close).doesNotThrowAnyException();
  }

  @Test
  void closingWaitsForAnswersUnderWayAndRefusesNewOnes() throws Exception {
    RunningServer server = RunningServer.empty();
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    server.metrics =
        (format, names) -> {
          rendering.countDown();
          awaitOpen(mayGoOn);
          return "done\n".getBytes(UTF_8);
        };
    CompletableFuture<HttpResponse<String>> scrape =
        CompletableFuture.supplyAsync(() -> server.get("/metrics"));
    assertThat(rendering.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

    await().until(() -> server.get("/-/healthy").statusCode() == 503);
    assertThat(server.get("/-/healthy").body())
        .isEqualTo("{\"error\":\"the daemon is shutting down\"}\n");
    assertThat(closing).isNotDone();
    mayGoOn.countDown();

    assertThat(scrape.get(10, TimeUnit.SECONDS).body()).isEqualTo("done\n");
    closing.get(10, TimeUnit.SECONDS);
  }

  @Test
  void closingDoesNotWaitForEverForAnAnswerThatDoesNotCome() throws Exception {
    RunningServer server = RunningServer.empty();
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    server.metrics =
        (format, names) -> {
          rendering.countDown();
          awaitOpen(never);
          return new byte[0];
        };
    CompletableFuture<HttpResponse<String>> scrape =
        CompletableFuture.supplyAsync(() -> server.get("/metrics"));
    assertThat(rendering.await(10, TimeUnit.SECONDS)).isTrue();
    server.close();

    await().until(scrape::isCompletedExceptionally);
  }

  @Test
  void pageThatFailsIsA500AndOneLogLineWithoutTheMessage() {
    List<String> lines = new ArrayList<>();
    Handler handler = new Lines(lines);
    Logger log = Logger.getLogger(Router.class.getName());
    log.addHandler(handler);
    try (RunningServer server = RunningServer.empty()) {
      server.metrics =
          (format, names) -> {
            throw new IllegalStateException("somebody said 4111");
          };
      HttpResponse<String> response = server.get("/metrics");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo("{\"error\":\"the page could not be created; see the daemon's log\"}\n");
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    } finally {
      log.removeHandler(handler);
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith("GET /metrics failed: java.lang.IllegalStateException at org.voiceagent.")
        .doesNotContain("4111");
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    assertThatThrownBy(() -> settings("127.0.0.1", 65_536, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port must be from 0 to 65535, not 65536");
    assertThatThrownBy(() -> settings(" ", 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("host must not be blank");
    assertThatThrownBy(() -> settings("127.0.0.1", 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxRequestTime must be from PT1S to PT1H, not PT0S");
  }

  private static HttpSettings settings(String host, int port, int seconds) {
    return new HttpSettings(
        host, port, 10, Duration.ofSeconds(seconds), Duration.ofSeconds(20), false);
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Records what is logged. */
  private static final class Lines extends Handler {
    private final List<String> lines;
    private final SimpleFormatter formatter = new SimpleFormatter();

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord logged) {
      lines.add(formatter.formatMessage(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
