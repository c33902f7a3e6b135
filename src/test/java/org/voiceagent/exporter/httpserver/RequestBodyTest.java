package org.voiceagent.exporter.httpserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose handler echoes bodies of up to 16 bytes, over real connections. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RequestBodyTest {
  private static final int MOST_BYTES = 16;

  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    RequestHandler echo =
        new RequestHandler() {
          @Override
          public void handle(Exchange exchange) throws IOException, MalformedRequestException {
            byte[] body =
                exchange.request().method().equals("POST")
                    ? exchange.body(MOST_BYTES)
                    : new byte[0];
            exchange.send(new Response(200, Map.of(), List.of(body), false));
          }

          @Override
          public Response refusal(int status, String why) {
            return new Response(status, Map.of(), List.of(why.getBytes(US_ASCII)), true);
          }
        };
    TimeLimits times =
        new TimeLimits(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30));
    ServerSetup setup =
        new ServerSetup(
            "test",
            TransportLayer.PLAIN,
            echo,
            new ServerSetup.Bounds(8, new RequestLimits(100, 1_000, 8), times),
            () -> Instant.EPOCH);
    listener = HttpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), setup);
    listener.start();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void bodiesAreReadAndTheConnectionStaysOpen() throws IOException {
    String responses =
        answersTo(
            "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nfirst"
                + "POST /b HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
                + "POST /c HTTP/1.1\r\nContent-Length: 16\r\nConnection: close\r\n\r\n"
                + "0123456789abcdef");

    assertThat(responses.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    assertThat(responses)
        .contains("Content-Length: 5\r\n\r\nfirst", "Content-Length: 0\r\n\r\n")
        .endsWith("\r\n\r\n0123456789abcdef");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 70})
  void bodyInPiecesIsReadWhole(int size) throws IOException {
    String request = "POST / HTTP/1.1\r\nContent-Length: 9\r\nConnection: close\r\n\r\nin pieces";
    try (Socket client = connect()) {
      for (int at = 0; at < request.length(); at += size) {
        String piece = request.substring(at, Math.min(request.length(), at + size));
        client.getOutputStream().write(piece.getBytes(US_ASCII));
      }

      assertThat(received(client)).endsWith("\r\n\r\nin pieces");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A: b, 411",
    "Transfer-Encoding: chunked, 411",
    "Content-Length: 17, 413",
    "Content-Length: 999999999999999999, 413",
    "Content-Length: 9999999999999999999, 400",
    "Content-Length: +5, 400",
    "Content-Length: -1, 400",
    "Content-Length: 5x, 400",
    "'Content-Length: 5, 5', 400",
    "'Content-Length: ', 400",
  })
  void otherLengthsAreRefusedAndTheConnectionIsClosed(String header, int status)
      throws IOException {
    assertThat(answersTo("POST / HTTP/1.1\r\n" + header + "\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ")
        .doesNotContain("200 OK");
  }

  @Test
  void twoLengthsAreRefusedEvenIfTheyAgree() throws IOException {
    assertThat(answersTo("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void clientThatWaitsForPermissionGetsIt() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          """
          POST / HTTP/1.1\r
          Content-Length: 2\r
          Expect: 100-Continue\r
          Connection: close\r
          \r
          """);
      String permission = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(client.getInputStream().readNBytes(permission.length()))
          .asString(US_ASCII)
          .isEqualTo(permission);
      send(client, "ok");

      assertThat(received(client)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok");
    }
  }

  @Test
  void bodyThatDoesNotArriveInTimeClosesTheConnection() throws IOException {
    assertThat(answersTo("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf")).isEmpty();
  }

  @Test
  void bodyThatNoHandlerReadsEndsTheConnection() throws IOException {
    assertThat(answersTo("GET / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("Connection: close\r\n")
        .doesNotContain("400");
  }

  private String answersTo(String request) throws IOException {
    try (Socket client = connect()) {
      send(client, request);
      return received(client);
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String received(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort());
    client.setSoTimeout(20_000);
    return client;
  }
}
