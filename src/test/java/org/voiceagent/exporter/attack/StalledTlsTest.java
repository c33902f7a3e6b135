package org.voiceagent.exporter.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.web.TrustedServers;

/**
 * Clients that stop in the middle of TLS, or do not read. The program runs in a process of its own,
 * so that its threads can be told from those of the test: one second for a request, two for an
 * answer.
 */
@Tag("faults")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StalledTlsTest {
  private static final Pattern ADDRESS = Pattern.compile("answering on https://127.0.0.1:(\\d+)");
  private static final int CONNECTIONS = 256;

  /** The beginning of a ClientHello: a record of 512 bytes, of which these are all that comes. */
  private static final byte[] HALF_HELLO = {
    0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc
  };

  @TempDir Path temp;
  private final List<Socket> clients = new ArrayList<>();
  private Process process;
  private int port;
  private SSLContext trust;

  @BeforeEach
  void start() throws Exception {
    Certificates.selfSigned("ec", temp.resolve("tls.key"), temp.resolve("tls.crt"));
    trust = TrustedServers.of(temp.resolve("tls.crt"));
    Files.writeString(
        temp.resolve("web.yml"), "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n");
    Files.writeString(
        temp.resolve("exporter.yml"),
        "http: {max_connections: %d, max_request_time: 1s, max_response_time: 2s}\n"
            .formatted(CONNECTIONS));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.voiceagent.exporter.cli.Main", "serve"));
    command.addAll(List.of("--config", "" + temp.resolve("exporter.yml")));
    command.addAll(List.of("--web.config.file", "" + temp.resolve("web.yml")));
    command.addAll(List.of("--sessions", "" + temp.resolve("calls")));
    command.addAll(List.of("--state", "" + temp.resolve("state"), "--listen", "127.0.0.1:0"));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    port = portIn(process.inputReader());
  }

  private static int portIn(BufferedReader log) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return Integer.parseInt(address.group(1));
      }
    }
    throw new IllegalStateException("it did not start");
  }

  @AfterEach
  void stop() throws IOException {
    process.destroy();
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void twoHundredHalfOpenHandshakesDoNotStopTheScrapes() throws IOException {
    byte[] hello = wholeHello();
    for (int i = 0; i < 200; i++) {
      Socket client = connect();
      byte[] part = List.of(new byte[0], HALF_HELLO, hello).get(i % 3);
      client.getOutputStream().write(part);
      if (i % 20 == 0) {
        assertThat(millisOfAScrape()).isLessThan(3_000);
      }
    }
    for (int scrape = 0; scrape < 10; scrape++) {
      assertThat(millisOfAScrape()).isLessThan(3_000);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> clients.stream().allMatch(this::isCutOff));
  }

  @Test
  void moreHalfOpenHandshakesThanConnectionsDoNotStopTheScrapes() throws IOException {
    for (int i = 0; i < CONNECTIONS + 50; i++) {
      connect().getOutputStream().write(HALF_HELLO);
    }
    for (int scrape = 0; scrape < 3; scrape++) {
      assertThat(millisOfAScrape()).isLessThan(3_000);
    }
  }

  /**
   * TLS says goodbye to a client that is cut off, which must not wait for a write that is stuck.
   */
  @Test
  void clientsThatDoNotReadAreCutOffAndTheLimitsStayInForce() throws Exception {
    for (int i = 0; i < 20; i++) {
      Socket raw = new Socket();
      raw.setReceiveBufferSize(2_048);
      raw.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      raw.setSoTimeout(20_000);
      clients.add(raw);
      SSLSocket client =
          (SSLSocket) trust.getSocketFactory().createSocket(raw, "localhost", port, false);
      String many = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(400);
      client.getOutputStream().write(many.getBytes(ISO_8859_1));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> threads().values().stream().anyMatch(name -> name.equals("writing")));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> threads().values().stream().noneMatch(name -> name.equals("writing")));
    for (int i = 0; i < 10; i++) {
      connect().getOutputStream().write(HALF_HELLO);
    }
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> clients.subList(20, 30).stream().allMatch(this::isCutOff));
    assertThat(millisOfAScrape()).isLessThan(3_000);
  }

  /** What the server's threads are at, from a dump of its own JVM. */
  private Map<String, String> threads() throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process dump = new ProcessBuilder("" + jcmd, "" + process.pid(), "Thread.print").start();
    String text = new String(dump.getInputStream().readAllBytes(), ISO_8859_1);
    Map<String, String> threads = new java.util.TreeMap<>();
    for (String each : text.split("\n\n", -1)) {
      if (each.startsWith("\"http-")) {
        threads.put(
            each.lines().findFirst().orElse("").split("\"", -1)[1],
            each.contains("NioSocketImpl.write") ? "writing" : "other");
      }
    }
    assertThat(threads).isNotEmpty();
    return threads;
  }

  /** A whole ClientHello, to which a server answers, and no more. */
  private byte[] wholeHello() throws IOException {
    javax.net.ssl.SSLEngine engine = trust.createSSLEngine("localhost", port);
    engine.setUseClientMode(true);
    java.nio.ByteBuffer record = java.nio.ByteBuffer.allocate(32_768);
    engine.wrap(java.nio.ByteBuffer.allocate(0), record);
    byte[] bytes = new byte[record.position()];
    record.flip().get(bytes);
    return bytes;
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(1);
    clients.add(client);
    return client;
  }

  private boolean isCutOff(Socket client) {
    try {
      byte[] block = new byte[8_192];
      while (client.getInputStream().read(block) >= 0) {
        // What the server said before.
      }
      return true;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException cutOff) {
      return true;
    }
  }

  private long millisOfAScrape() throws IOException {
    long start = System.nanoTime();
    try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", port)) {
      socket.setSoTimeout(10_000);
      String get = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(get.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, ISO_8859_1)).startsWith("HTTP/1.1 200 ");
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
