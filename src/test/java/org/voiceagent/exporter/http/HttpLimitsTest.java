package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow or stalled clients do not affect others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HttpLimitsTest {
  private static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static LimitedServer server;

  private final List<Socket> clients = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = LimitedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    await().until(HttpLimitsTest::answers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GET /metrics HT", "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: y"})
  void clientThatSendsNothingOrHalfARequestIsCutOff(String half) throws IOException {
    Socket client = send(half);
    long start = System.nanoTime();

    assertThat(untilCutOff(client)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void clientThatDripsItsRequestIsCutOff() throws IOException {
    Socket client = send("GET /metrics HTTP/1.1\r\n");
    long start = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(6))
        .until(() -> !canWrite(client, "X: y\r\n"));

    assertThat(System.nanoTime() - start).isGreaterThan(200_000_000);
  }

  @Test
  void clientThatDoesNotReadIsCutOff() throws IOException {
    Socket client = send("GET /metrics?name%5B%5D=large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !canWrite(client, "x"));

    assertThat(untilCutOff(client).length).isLessThan(LimitedServer.LARGE_PAGE);
  }

  @Test
  void clientsThatDoNotEndTheirRequestGiveWayToOthers() throws IOException {
    for (int i = 0; i < 10 * LimitedServer.MOST_CONNECTIONS; i++) {
      send("GET /metrics HT");
    }
    assertThat(answers()).isTrue();
  }

  @Test
  void clientsThatKeepTheirConnectionForNothingGiveWayToOthers() throws IOException {
    String health = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 2 * LimitedServer.MOST_CONNECTIONS; i++) {
      assertThat(send(health).getInputStream().read()).isEqualTo('H');
    }
    assertThat(answers()).isTrue();
  }

  @Test
  void clientsThatDoNotReadGiveWayToOthers() throws IOException {
    for (int i = 0; i < 2 * LimitedServer.MOST_CONNECTIONS; i++) {
      Socket client = send("GET /metrics?name[]=large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.getInputStream().read()).isEqualTo('H');
    }
    assertThat(answers()).isTrue();
  }

  @Test
  void headersThatNeverEndAreRefused() throws IOException {
    Socket client = send("GET /metrics HTTP/1.1\r\n" + "X: y\r\n".repeat(190));
    canWrite(client, "Long: " + "z".repeat(40_000) + "\r\n\r\n");

    assertThat(new String(untilCutOff(client), US_ASCII)).doesNotContain("200 OK");
  }

  @Test
  void bodiesAreNotRead() throws IOException {
    Socket client =
        send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n");
    byte[] block = new byte[100_000];
    long sent = 0;
    while (sent < 100_000_000 && canWrite(client, block)) {
      sent += block.length;
    }

    assertThat(sent).isLessThan(50_000_000);
  }

  @Test
  void answerComesBeforeABodyThatNeverDoes() throws IOException {
    Socket client = send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");

    assertThat(new String(untilCutOff(client), US_ASCII))
        .startsWith("HTTP/1.1 405 ")
        .endsWith("{\"error\":\"only GET, HEAD is allowed here\"}\n");
  }

  private static boolean answers() {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(SCRAPE.getBytes(US_ASCII));
      return new String(untilCutOff(socket), US_ASCII).startsWith("HTTP/1.1 200 ");
    } catch (IOException cutOff) {
      return false;
    }
  }

  private Socket send(String text) throws IOException {
    Socket client = connect();
    clients.add(client);
    client.getOutputStream().write(text.getBytes(US_ASCII));
    return client;
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static boolean canWrite(Socket client, String text) {
    return canWrite(client, text.getBytes(US_ASCII));
  }

  private static boolean canWrite(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      return true;
    } catch (IOException cutOff) {
      return false;
    }
  }

  /** Everything received until the server closes the connection, cleanly or not. */
  private static byte[] untilCutOff(Socket client) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] block = new byte[65_536];
    try {
      for (int n = read(client, block); n >= 0; n = read(client, block)) {
        read.write(block, 0, n);
      }
    } catch (SocketException reset) {
      // Closed while bytes from us were still unread there.
    }
    return read.toByteArray();
  }

  private static int read(Socket client, byte[] block) throws IOException {
    return client.getInputStream().read(block);
  }
}
