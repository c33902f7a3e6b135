package org.voiceagent.exporter.httpserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are accepted, and which are refused with which status. */
final class RequestReaderTest {
  private static final RequestLimits LIMITS = new RequestLimits(100, 1_000, 8);

  @Test
  void lineAndHeadersAreRead() throws Exception {
    RequestHead head =
        read(
            String.join(
                "\r\n",
                "GET /calls?limit=2 HTTP/1.1",
                "Host: localhost:1",
                "ACCEPT:  a\t",
                "accept: b",
                "\r\n"));

    assertThat(head.method()).isEqualTo("GET");
    assertThat(head.path()).isEqualTo("/calls");
    assertThat(head.query()).isEqualTo("limit=2");
    assertThat(head.http10()).isFalse();
    assertThat(head.authority()).isEmpty();
    assertThat(head.headers().all("Accept")).containsExactly("a", "b");
    assertThat(head.headers().first("host")).contains("localhost:1");
    assertThat(head.headers().has("Cookie")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/calls?x, example.org, /calls, x",
    "HTTPS://example.org:1, example.org:1, /, ''",
    "http://example.org?x, example.org, /, x",
  })
  void wholeUrlNamesItsServer(String target, String authority, String path, String query)
      throws Exception {
    RequestHead head = read("GET " + target + " HTTP/1.0\r\n\r\n");

    assertThat(head.authority()).contains(authority);
    assertThat(head.path()).isEqualTo(path);
    assertThat(head.query()).isEqualTo(query);
    assertThat(head.http10()).isTrue();
  }

  @Test
  void requestsFollowEachOtherHoweverTheyAreCutIntoPieces() throws Exception {
    String two = "\r\nGET /a HTTP/1.1\r\nA: 1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\n";
    for (int size = 1; size <= two.length(); size++) {
      RequestReader reader = new RequestReader(inPieces(two, size), LIMITS);

      assertThat(reader.next().orElseThrow().path()).as("pieces of %d", size).isEqualTo("/a");
      assertThat(reader.next().orElseThrow().path()).as("pieces of %d", size).isEqualTo("/b");
      assertThat(reader.waitForFirstByte()).isFalse();
      assertThat(reader.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n"})
  void requestThatIsNotWholeIsNone(String part) throws Exception {
    assertThat(new RequestReader(inPieces(part, 100), LIMITS).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  / HTTP/1.1",
        "GET /  HTTP/1.1",
        " GET / HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET\t/ HTTP/1.1",
        "GET /",
        "GET / http/1.1",
        "GET /a b HTTP/1.1",
        "GET /\u00e9 HTTP/1.1",
        "GET /\u0000 HTTP/1.1",
        "GET /\r HTTP/1.1",
        "GET /a#b HTTP/1.1",
        "GET a HTTP/1.1",
        "GET * HTTP/1.1",
        "GET ftp://a/ HTTP/1.1",
        "G(T / HTTP/1.1",
        "\u0016\u0003\u0001",
      })
  void lineThatIsNoRequestLineIsA400(String line) {
    assertThat(statusOf(line + "\r\nHost: a\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " folded: 1",
        "A: 1\r\n folded",
        "A: 1\r\n\tfolded",
        "A : 1",
        "A",
        ": 1",
        "\u00e9: 1",
        "A: \u0000",
        "A: \u007f",
        "A: 1\rB: 2",
        "A: \u000b",
      })
  void headerThatOthersCouldReadDifferentlyIsA400(String header) {
    assertThat(statusOf("GET / HTTP/1.1\r\n" + header + "\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\r\n", "\n\n"})
  void lineFeedAloneEndsNoLine(String request) {
    assertThat(statusOf(request)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0"})
  void otherVersionsAreA505(String version) {
    assertThat(statusOf("GET / " + version + "\r\n\r\n")).isEqualTo(505);
  }

  @Test
  void sizesAreBoundedToTheByte() throws Exception {
    String longest = "/" + "a".repeat(99);
    assertThat(read("GET " + longest + " HTTP/1.1\r\n\r\n").path()).isEqualTo(longest);
    assertThat(statusOf("GET " + longest + "a HTTP/1.1\r\n\r\n")).isEqualTo(414);
    assertThat(statusOf("GET /" + "a".repeat(100_000))).isEqualTo(414);

    String line = "GET / HTTP/1.1\r\n";
    assertThat(read(line + "A: 1\r\n".repeat(8) + "\r\n").headers().all("a")).hasSize(8);
    assertThat(statusOf(line + "A: 1\r\n".repeat(9) + "\r\n")).isEqualTo(431);
    assertThat(statusOf(line + "A: " + "a".repeat(1_000))).isEqualTo(431);
    assertThat(statusOf("\r\n".repeat(100))).isEqualTo(400);
  }

  @Test
  void starAndConnectAreLeftToTheHandler() throws Exception {
    assertThat(read("OPTIONS * HTTP/1.1\r\n\r\n").path()).isEqualTo("*");
    assertThat(read("CONNECT a:1 HTTP/1.1\r\n\r\n").path()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, '', true",
    "1.1, close, false",
    "1.1, 'x, Close', false",
    "1.0, '', false",
    "1.0, Keep-Alive, true"
  })
  void connectionIsKeptIfTheClientWantsIt(String version, String connection, boolean kept)
      throws Exception {
    RequestHead head = read("GET / HTTP/" + version + "\r\nConnection: " + connection + "\r\n\r\n");

    assertThat(head.keepsConnection()).isEqualTo(kept);
  }

  private static RequestHead read(String text) throws Exception {
    return new RequestReader(inPieces(text, 4_096), LIMITS).next().orElseThrow();
  }

  private static int statusOf(String text) {
    RequestReader reader = new RequestReader(inPieces(text, 4_096), LIMITS);
    MalformedRequestException refused =
        catchThrowableOfType(MalformedRequestException.class, reader::next);
    assertThat(refused).as("%s is refused", text).isNotNull();
    return refused.status();
  }

  /** A stream that gives a few bytes at a time, as a network does. */
  private static InputStream inPieces(String text, int size) {
    List<InputStream> pieces =
        IntStream.iterate(0, at -> at < text.length(), at -> at + size)
            .mapToObj(at -> text.substring(at, Math.min(text.length(), at + size)))
            .map(piece -> (InputStream) new ByteArrayInputStream(piece.getBytes(ISO_8859_1)))
            .toList();
    return new SequenceInputStream(Collections.enumeration(pieces)) {
      @Override
      public int available() throws IOException {
        return 0;
      }
    };
  }
}
