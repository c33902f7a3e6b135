package org.voiceagent.exporter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Any bytes get an HTTP response or close the connection, and never cause a 500. */
final class WebServerFuzzTest {
  private static final Pattern HEAD =
      Pattern.compile("HTTP/1\\.1 ([0-9]{3}) [ -~]*\r\n((?:[!-9;-~]+: ?[ -~]*\r\n)*)\r\n");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)\r\n");

  private static final Pattern INTERNALS =
      Pattern.compile(
          "Exception|org\\.voiceagent|com\\.sun|java\\.|\\bat" + " [a-z]+\\.[a-z]|\\.java:");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @SuppressWarnings("try") // the permit is held until the connection is closed, and never read
  @FuzzTest
  void anyBytesAreAnsweredInHttpOrTheConnectionIsClosed(byte[] data) throws IOException {
    String answers;
    try (SilentCloseable allowed = BugDetectors.allowNetworkConnections((host, port) -> true)) {
      answers = answersTo(data);
    }
    int at = 0;
    while (at < answers.length()) {
      Matcher head = HEAD.matcher(answers).region(at, answers.length());
      assertThat(head.lookingAt()).as("an HTTP answer: %s", answers.substring(at)).isTrue();
      assertThat(Integer.parseInt(head.group(1))).as(answers).isNotEqualTo(500);
      int end = endOfBody(answers, head);
      assertThat(INTERNALS.matcher(answers.substring(head.start(), end)).find())
          .as("nothing of how it is made: %s", answers)
          .isFalse();
      at = end;
    }
  }

  /** A response to HEAD has a length but no body; the next response follows immediately. */
  private static int endOfBody(String answers, Matcher head) {
    Matcher length = LENGTH.matcher(head.group(2));
    boolean bodyFollows = head.end() < answers.length() && !answers.startsWith("HTTP/", head.end());
    if (!bodyFollows || !length.find()) {
      return head.end();
    }
    int end = head.end() + Integer.parseInt(length.group(1));
    assertThat(end).as(answers).isLessThanOrEqualTo(answers.length());
    return end;
  }

  private static String answersTo(byte[] data) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(data);
      socket.shutdownOutput();
      byte[] block = new byte[65_536];
      for (int n = read(socket, block); n >= 0; n = read(socket, block)) {
        read.write(block, 0, n);
      }
    } catch (SocketException closedWithBytesUnread) {
      // Earlier responses are checked, too.
    }
    return read.toString(ISO_8859_1);
  }

  private static int read(Socket socket, byte[] block) throws IOException {
    return socket.getInputStream().read(block);
  }
}
