package org.voiceagent.exporter.httpserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connections are closed when there are too many, and when their time is up. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ConnectionsTest {
  private static final int MOST = 3;
  private static final String GET = "GET / HTTP/1.1\r\n\r\n";

  private final List<Socket> clients = new ArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch working = new CountDownLatch(1);
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    RequestHandler handler =
        new RequestHandler() {
          @Override
          public void handle(Exchange exchange) throws IOException {
            if (exchange.request().path().equals("/slow")) {
              working.countDown();
              stay();
            }
            exchange.send(new Response(200, Map.of(), List.of(new byte[] {'x'}), false));
          }

          @Override
          public Response refusal(int status, String why) {
            return new Response(status, Map.of(), List.of(), true);
          }
        };
    TimeLimits times =
        new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(500));
    ServerSetup setup =
        new ServerSetup(
            "test",
            TransportLayer.PLAIN,
            handler,
            new ServerSetup.Bounds(MOST, new RequestLimits(100, 1_000, 8), times),
            () -> Instant.EPOCH);
    listener = HttpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), setup);
    listener.start();
  }

  @AfterEach
  void stop() throws IOException {
    goOn.countDown();
    for (Socket client : clients) {
      client.close();
    }
    listener.close();
  }

  @Test
  void oneThatHasWaitedLongestGoesAndOneThatIsAnsweredStays() throws Exception {
    Socket answered = connect("GET /slow HTTP/1.1\r\n\r\n");
    assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
    Socket first = connect("GET");
    Socket second = connect("GET");
    Socket third = connect(GET);

    assertThat(first.getInputStream().read()).isEqualTo(-1);
    assertThat(third.getInputStream().read()).isEqualTo('H');
    second.getOutputStream().write(" / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    assertThat(second.getInputStream().read()).isEqualTo('H');
    goOn.countDown();
    assertThat(answered.getInputStream().read()).isEqualTo('H');
  }

  @Test
  void idleConnectionIsClosedInTime() throws Exception {
    Socket client = connect(GET);
    await().until(() -> client.getInputStream().read() < 0);
  }

  @Test
  void answersCarryTheTimeOfTheClock() throws Exception {
    Socket client = connect("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 1\r\n"
                + "Connection: close\r\n\r\nx");
  }

  private Socket connect(String sends) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort());
    client.setSoTimeout(20_000);
    clients.add(client);
    client.getOutputStream().write(sends.getBytes(US_ASCII));
    return client;
  }

  private void stay() {
    try {
      goOn.await();
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
    }
  }
}
