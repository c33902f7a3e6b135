package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.http.pages.CoalescingMetricsSource;

/** Scrapes continue whatever other clients do. */
final class SlowClientsTest {
  private static final int LARGE_PAGE = 16 * 1024 * 1024;

  private final List<Socket> clients = new ArrayList<>();
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void halfSentRequestsDoNotStopScrapes(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      send("GET /metrics HT");
    }
    for (int scrape = 0; scrape < 10; scrape++) {
      assertThat(millisOfOneScrape()).isLessThan(2_000);
    }
  }

  @Test
  void clientsThatDoNotReadDoNotStopScrapes() throws IOException {
    server.metrics = (format, names) -> new byte[LARGE_PAGE];
    for (int i = 0; i < 10; i++) {
      send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    server.metrics = (format, names) -> "small\n".getBytes(UTF_8);
    for (int scrape = 0; scrape < 10; scrape++) {
      assertThat(millisOfOneScrape()).isLessThan(2_000);
    }
  }

  @Test
  void manyClientsThatDoNotReadShareAFewPages() throws IOException {
    AtomicInteger made = new AtomicInteger();
    server.metrics =
        (format, names) -> {
          made.incrementAndGet();
          return new byte[LARGE_PAGE];
        };
    long start = System.nanoTime();
    for (int i = 0; i < 60; i++) {
      send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    for (Socket client : clients) {
      assertThat(client.getInputStream().read()).isEqualTo('H');
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat((long) made.get()).isLessThanOrEqualTo(CoalescingMetricsSource.FEW + 1 + seconds);
  }

  /** Without TCP_NODELAY, each scrape takes 44 ms: Nagle's algorithm waits for the delayed ACK. */
  @Test
  void smallRequestsOnOneConnectionAreFast() throws IOException {
    try (Socket socket = server.connect()) {
      Reader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      long[] micros = new long[20];
      for (int i = 0; i < micros.length; i++) {
        long start = System.nanoTime();
        write(socket, "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n");
        readUntil(answers, "{\"healthy\":true}\n");
        micros[i] = (System.nanoTime() - start) / 1_000;
      }
      Arrays.sort(micros);
      assertThat(micros[micros.length / 2]).as("%s µs", Arrays.toString(micros)).isLessThan(20_000);
    }
  }

  private long millisOfOneScrape() {
    long start = System.nanoTime();
    assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private void send(String text) throws IOException {
    Socket socket = server.connect();
    clients.add(socket);
    write(socket, text);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void readUntil(Reader in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int c = in.read();
      assertThat(c).as("end of the connection after %s", read).isNotNegative();
      read.append((char) c);
    }
  }
}
