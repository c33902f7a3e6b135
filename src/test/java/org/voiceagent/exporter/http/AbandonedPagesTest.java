package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.http.pages.Pages;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.Router;
import org.voiceagent.exporter.httpserver.HeaderFields;

/** Slow pages whose clients go away, or of which there are many. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AbandonedPagesTest {
  private static final String PAGE = "/calls/" + SampleCalls.NEWEST + "/transcript";

  private final List<Socket> clients = new ArrayList<>();
  private final Semaphore started = new Semaphore(0);
  private final Semaphore givenUp = new Semaphore(0);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
    server.onRedaction = category -> stayUntilItMayGoOn();
  }

  @AfterEach
  void stop() throws IOException {
    goOn.countDown();
    for (Socket client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  void pageWhoseClientHasGoneIsGivenUp() throws Exception {
    Socket client = ask(PAGE);
    assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    client.close();

    assertThat(givenUp.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Logs no error and withholds no text: redaction ends, and so does the request. */
  @Test
  void redactionEndsWithItsThreadsInterruption() {
    server.onRedaction = category -> {};
    String words = "I said to Anna that it is late. ".repeat(5_000);
    server.archive.add(
        SampleCalls.NEWEST,
        new Transcript(
            List.of(
                new Transcript.Line(
                    1,
                    Speaker.CALLER,
                    Optional.empty(),
                    Optional.empty(),
                    words,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    false,
                    "")),
            List.of()));
    Router router = new Router(Pages.of(server.content(), false));
    PageRequest request =
        new PageRequest("GET", PageRequest.segments(PAGE), "", HeaderFields.NONE, Optional.empty());
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> router.answer(request)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void pageWhoseClientWaitsIsNotGivenUp() throws Exception {
    Socket client = ask(PAGE);
    assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

    assertThat(givenUp.tryAcquire(3, TimeUnit.SECONDS)).isFalse();
    goOn.countDown();
    assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
        .isEqualTo("HTTP/1.1 200");
  }

  @Test
  void healthChecksAndScrapesDoNotQueueBehindPages() throws Exception {
    for (int i = 0; i < PageConcurrencyLimit.MOST_WAITING; i++) {
      ask(PAGE);
    }
    assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

    assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void moreThanMayWaitAreToldToComeBack() throws Exception {
    for (int i = 0; i < 3 * PageConcurrencyLimit.MOST_WAITING; i++) {
      ask(PAGE);
    }
    var answer = server.get(PAGE);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  private Socket ask(String path) throws IOException {
    Socket client = server.connect();
    clients.add(client);
    String get = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.getOutputStream().write(get.getBytes(US_ASCII));
    return client;
  }

  private void stayUntilItMayGoOn() {
    started.release();
    try {
      goOn.await();
    } catch (InterruptedException nobodyWaits) {
      Thread.currentThread().interrupt();
      givenUp.release();
    }
  }
}
