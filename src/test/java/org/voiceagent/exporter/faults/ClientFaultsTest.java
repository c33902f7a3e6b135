package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;

/** Clients that are slow on purpose, and scrapes while calls pour in. */
@Tag("faults")
final class ClientFaultsTest {
  private static final int SLOW = 2_000;
  private static final Duration GRACE = Duration.ofSeconds(6);

  @TempDir Path temp;

  @Test
  void twoThousandSlowClientsDelayNoScrapeForLongerThanSixSeconds() throws Exception {
    List<SocketChannel> slow = new ArrayList<>();
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      CallDropper engine =
          new CallDropper(temp.resolve("calls"), temp.resolve("aside"), new Random(1));
      for (int i = 0; i < 300; i++) {
        engine.drop();
      }
      URI address = URI.create(exporter.address());
      for (int i = 0; i < SLOW; i++) {
        slow.add(slowClient(address, i));
      }
      long allThere = System.nanoTime();
      List<Duration> latencies = new ArrayList<>();
      while (latencies.size() < 100) {
        drip(slow);
        long before = System.nanoTime();
        int status = exporter.status("/metrics");
        if (before - allThere > GRACE.toNanos()) {
          assertThat(status).isEqualTo(200);
          latencies.add(Duration.ofNanos(System.nanoTime() - before));
        }
        LockSupport.parkNanos(50_000_000);
      }

      Collections.sort(latencies);
      assertThat(latencies.get(98)).as("p99 of scrapes").isLessThan(Duration.ofSeconds(1));
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertThat(slow).allMatch(ClientFaultsTest::isClosed));
      assertThat(exporter.residentKib()).isLessThan(300_000);
    } finally {
      for (SocketChannel channel : slow) {
        channel.close();
      }
    }
  }

  @Test
  void scrapesWhileCallsPourInNeverFallAndNeverShowHalfACall() throws Exception {
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      CallDropper engine =
          new CallDropper(temp.resolve("calls"), temp.resolve("aside"), new Random(2));
      AtomicBoolean done = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 3_000; i++) {
                    engine.drop();
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                } finally {
                  done.set(true);
                }
              });
      writer.start();
      Set<Double> seen = new HashSet<>();
      double last = 0;
      while (!done.get() || last < engine.expectedCalls()) {
        MetricsPage page = exporter.scrape();
        double calls = page.sum("ai_agent_calls_total");
        assertThat(calls).isGreaterThanOrEqualTo(last);
        assertThat(page.sum("ai_agent_call_duration_seconds_count")).isEqualTo(calls);
        assertThat(page.sum("ai_agent_call_response_latency_seconds_count")).isEqualTo(2 * calls);
        assertThat(page.sum("ai_agent_call_sentiment_total")).isEqualTo(calls);
        seen.add(calls);
        last = calls;
      }
      writer.join();
      assertThat(seen).as("scrapes in between").hasSizeGreaterThan(5);
      engine.check(exporter.scrape(), "all dropped");
    }
  }

  /** Stops within the request line, within the headers, or does not read the answer. */
  private static SocketChannel slowClient(URI address, int i) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
    String[] requests = {
      "GET /metrics HT",
      "GET /metrics HTTP/1.1\r\nHost: x\r\n",
      "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
    };
    send(channel, requests[i % requests.length]);
    channel.configureBlocking(false);
    return channel;
  }

  /** One more header from each that is still in its headers. */
  private static void drip(List<SocketChannel> slow) {
    for (int i = 1; i < slow.size(); i += 3) {
      send(slow.get(i), "X-%d: y\r\n".formatted(i));
    }
  }

  private static void send(SocketChannel channel, String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  private static boolean isClosed(SocketChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try {
      int read = channel.read(bytes);
      while (read > 0) {
        read = channel.read(bytes.clear());
      }
      return read < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
