package org.voiceagent.exporter.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are too large, of another method, or read one way here and another way there. */
final class RequestAttacksTest {
  private static final String INNER =
      "GET /-/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir static Path temp;
  private static ProtectedDaemon daemon;
  private static ProtectedDaemon everywhere;

  @BeforeAll
  static void start() throws IOException {
    daemon = ProtectedDaemon.plain(Files.createDirectory(temp.resolve("plain"))).ready();
    everywhere = ProtectedDaemon.everywhere(Files.createDirectory(temp.resolve("all"))).ready();
  }

  @AfterAll
  static void stop() {
    daemon.close();
    everywhere.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "get"})
  void otherMethods(String method) {
    String answer =
        daemon.send(
            method
                + " /metrics HTTP/1.1\r\nHost: localhost\r\nX-Secret: echo\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
    assertThat(answer).doesNotContain("echo");
  }

  @Test
  void connectToElsewhere() {
    for (String target : new String[] {"example.org:443", "localhost:22", "/metrics", "*"}) {
      assertThat(daemon.send("CONNECT " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: GET, HEAD", "X-Content-Type-Options: nosniff");
    }
  }

  /** No library answers in our place: JSON, our headers, nothing of what was sent. */
  @ParameterizedTest
  @CsvSource({
    "GET /calls/%zz HTTP/1.1, Accept: a, 404",
    "GET /metrics?x=^ HTTP/1.1, Accept: a, 200",
    "GET /metrics?name[]=%zz HTTP/1.1, Accept: a, 400",
    "GET /\u0000 HTTP/1.1, Accept: a, 400",
    "GET /{} HTTP/1.1, Accept: a, 404",
    "GET /metrics HTTP/1.1, Content-Length: 100000000000000000000, 400",
    "GET /metrics HTTP/1.1, Content-Length: x, 400",
    "GET /metrics HTTP/1.1, ' folded', 400",
    "GET /metrics HTTP/1.1, 'X: a\r\n folded', 400",
    "GET /metrics HTTP/1.1, 'X: \u0000', 400",
    "GET /metrics HTTP/1.1, no colon, 400",
    "GET /metrics HTTP/2.0, Accept: a, 505",
    "OPTIONS * HTTP/1.1, Accept: a, 405",
    "GET /metrics HTTP/1.1, Host: b, 400",
    "junk, Accept: a, 400",
    "'\u0016\u0003\u0001', Accept: a, 400",
  })
  void answersToMalformedRequestsAreOurs(String line, String header, int status) {
    String answer =
        daemon.send(
            line
                + "\r\n"
                + ProtectedDaemon.head(ProtectedDaemon.ANNA)
                + header
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: ");
    if (status != 200) {
      assertThat(answer)
          .contains("Content-Type: application/json", "{\"error\":\"")
          .doesNotContain("<", "Exception", "java", "folded");
    }
  }

  @Test
  void portThatIsNone() {
    for (String host : new String[] {"localhost:99999", "localhost:65536", "[::1]:100000"}) {
      assertThat(daemon.send("GET /-/healthy HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
    }
    assertThat(daemon.send("GET http://localhost:99999/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  /** The connection stays open for the body, and the answer comes nevertheless. */
  @Test
  void bodyThatWaitsToBeAskedFor() throws IOException {
    try (Socket socket = daemon.connect()) {
      String waits = "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n";
      String post = "POST /metrics HTTP/1.1\r\nHost: localhost\r\n" + waits;
      socket.getOutputStream().write(post.getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 405 ");
    }
  }

  /** What stands behind a request as its body, or as the next request, is never answered. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding:\tchunked",
        "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding : chunked",
        "Content-Length: 0\r\nContent-Length: 61",
        "Content-Length: 61\r\nContent-Length: 0",
        "Content-Length: 0, 61",
        "Content-Length: +0",
        "Content-Length: -1",
        "Content-Length: 0x0",
        "Content-Length: 99999999999999999999",
        "Content-Length:\r\n 61",
        "Content-Length: 61",
      })
  void smuggling(String framing) {
    String answer =
        daemon.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n" + INNER);

    assertThat(answer).doesNotContain("\"ready\"", " 200 OK");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
        "GET  /metrics  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics\r\nHost: localhost\r\n\r\n",
        "GET metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void malformed(String request) {
    assertThat(daemon.send(request)).doesNotContain("ai_agent", "HELP").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example",
    "evil.example:15100",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "evil.example#localhost",
    "0.0.0.0",
    "169.254.169.254",
    "[::ffff:10.0.0.1]",
    "''",
  })
  void dnsRebinding(String host) {
    String answer =
        daemon.send("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 421 ").contains("\"error\":").doesNotContain("evil");
  }

  /** As in a container, whose port is published on 127.0.0.1 of the machine around it. */
  @ParameterizedTest
  @CsvSource({
    "/calls, evil.example, 421",
    "/calls, evil.example:15100, 421",
    "/metrics, 127.0.0.1.evil.example, 421",
    "/metrics, evilinternal.example, 421",
    "/metrics, internal.evil.example, 421",
    "/-/healthy, evil.example., 421",
    "/calls, localhost:15100, 200",
    "/metrics, exporter:15100, 200",
    "/metrics, 172.17.0.1:15100, 200",
    "/metrics, [fd00::1]:15100, 200",
    "/metrics, host.docker.internal:15100, 200",
  })
  void dnsRebindingWhereItListensOnAllAddresses(String path, String host, int status) {
    String answer =
        everywhere.send(
            "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("evil");
    if (status == 421) {
      assertThat(answer).contains("http.hosts").doesNotContain(ProtectedDaemon.CALL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:15100", "LOCALHOST", "127.0.0.1", "[::1]:15100"})
  void ownNamesAreAnswered(String host) {
    assertThat(
            daemon.send(
                "GET /-/healthy HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void addressOfAnotherServerInTheRequestLine() {
    assertThat(
            daemon.send(
                "GET http://evil.example/metrics HTTP/1.1\r\n"
                    + ProtectedDaemon.head("")
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void oversizedRequests() {
    String path = "/metrics?x=" + "y".repeat(10_000);
    assertThat(daemon.get(path)).startsWith("HTTP/1.1 414 ");
    assertThat(daemon.get("/" + "y".repeat(100_000))).doesNotContain(" 200 ");
    assertThat(daemon.send("GET /metrics HTTP/1.1\r\n" + "X: y\r\n".repeat(300) + "\r\n"))
        .doesNotContain(" 200 ");
    String large = "X: " + "y".repeat(50_000) + "\r\n\r\n";
    assertThat(daemon.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + large))
        .doesNotContain(" 200 ");
    assertThat(daemon.get("/-/healthy")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost.evil.example",
      })
  void reloadFromAnotherSite(String says) {
    String answer =
        daemon.send(
            "POST /-/reload HTTP/1.1\r\n"
                + ProtectedDaemon.head(ProtectedDaemon.ANNA)
                + says
                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void reloadWithoutAPassword() {
    String post = "POST /-/reload HTTP/1.1\r\n%sConnection: close\r\nContent-Length: 0\r\n\r\n";

    assertThat(daemon.send(post.formatted(ProtectedDaemon.head("")))).startsWith("HTTP/1.1 401 ");
    assertThat(daemon.send(post.formatted(ProtectedDaemon.head(ProtectedDaemon.ANNA))))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void everyAnswerHasTheHeadersThatBindABrowser() {
    for (String path :
        new String[] {"/metrics", "/calls", "/-/healthy", "/nowhere", "/style.css"}) {
      assertThat(daemon.get(path).toLowerCase(java.util.Locale.ROOT))
          .contains("content-security-policy: default-src 'none'")
          .contains("x-content-type-options: nosniff")
          .contains("x-frame-options: deny")
          .contains("referrer-policy: no-referrer")
          .contains("cross-origin-opener-policy: same-origin")
          .contains("cross-origin-resource-policy: same-origin")
          .contains("permissions-policy: ");
    }
  }
}
