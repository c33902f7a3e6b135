package org.voiceagent.exporter.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of clients that connect and then do nothing more, and stay. */
final class CrowdedPortTest {
  /** Many times {@code http.max_connections}; fewer where the system allows fewer open files. */
  private static final int CROWD = 10_000;

  /** What is promised is a second; a busy machine of a build is given more. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private static final String HEALTH = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path temp;
  private final List<SocketChannel> crowd = new ArrayList<>();
  private ProtectedDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = ProtectedDaemon.plain(Files.createDirectory(temp.resolve("plain"))).ready();
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel each : crowd) {
      each.close();
    }
    daemon.close();
  }

  @Test
  void idleConnectionsDoNotStopHealthChecksAndScrapes() throws IOException {
    gather(HEALTH, true);
    othersAreAnswered();
  }

  @Test
  void halfOpenConnectionsDoNotStopHealthChecksAndScrapes() throws IOException {
    gather("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ", false);
    othersAreAnswered();
  }

  @Test
  void silentConnectionsDoNotStopHealthChecksAndScrapes() throws IOException {
    gather("", false);
    othersAreAnswered();
  }

  @Test
  void clientsThatDoNotReadDoNotStopHealthChecksAndScrapes() throws IOException {
    gather("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(40), false);
    othersAreAnswered();
  }

  private void gather(String sends, boolean readsAnswer) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), daemon.port());
    ByteBuffer bytes = ByteBuffer.wrap(sends.getBytes(ISO_8859_1));
    for (int i = 0; i < CROWD && roomForMore(); i++) {
      SocketChannel client = SocketChannel.open();
      crowd.add(client);
      // Small, so that whoever does not read soon stops whoever writes.
      client.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
      client.connect(address);
      if (readsAnswer) {
        client.write(bytes.rewind());
        assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
      } else {
        client.configureBlocking(false);
        writeWhatFits(client, bytes.rewind());
      }
    }
    assertThat(crowd).hasSizeGreaterThan(500);
  }

  private static void writeWhatFits(SocketChannel client, ByteBuffer bytes) {
    try {
      client.write(bytes);
    } catch (IOException closedAlready) {
      // The server may have needed the place for another.
    }
  }

  /** The test's own files need some. */
  private boolean roomForMore() {
    var system =
        (com.sun.management.UnixOperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return crowd.size() % 100 != 0
        || system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() > 1_000;
  }

  private void othersAreAnswered() throws IOException {
    for (int round = 0; round < 3; round++) {
      for (String path : new String[] {"/-/healthy", "/metrics"}) {
        long start = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), daemon.port())) {
          socket.setSoTimeout(10_000);
          String get = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
          socket.getOutputStream().write(get.getBytes(ISO_8859_1));
          assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
              .startsWith("HTTP/1.1 200 ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(SOON);
      }
    }
  }
}
