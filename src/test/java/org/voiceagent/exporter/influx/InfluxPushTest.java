package org.voiceagent.exporter.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.influx.InfluxSettings.Login;
import org.voiceagent.exporter.influx.InfluxSettings.Target;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.MetricsPage;

/** Pushing pages to a server that answers, refuses, or is not there. */
final class InfluxPushTest {
  private static final Login NOBODY = new Login(Optional.empty(), Optional.empty());
  private static final String REQUESTS = "voice_agent_exporter_export_requests_total";
  private static final String DROPPED = "voice_agent_exporter_export_dropped_total";

  @TempDir Path temp;
  private final Board board = new Board();
  private final List<InfluxPush> started = new ArrayList<>();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void pagesArriveInTheOrderInWhichTheyWereMade() throws Exception {
    try (InfluxReceiver server = new InfluxReceiver()) {
      start(settings(database(server.url()), NOBODY, 1 << 20));
      await().until(() -> server.received.size() >= 3);

      assertThat(server.bodies().subList(0, 3)).containsExactly("page 1\n", "page 2\n", "page 3\n");
      assertThat(server.received.get(0).uri()).isEqualTo("/write?db=voice%20agent&precision=ns");
      assertThat(server.received.get(0).authorization()).isEqualTo("null");
      assertThat(counted(REQUESTS, "result=\"failed\"")).isZero();
    }
  }

  @Test
  void pagesWaitWhileTheServerFailsAndComeLaterWithoutALoss() throws Exception {
    try (InfluxReceiver server = new InfluxReceiver()) {
      server.status.set(503);
      start(settings(database(server.url()), NOBODY, 1 << 20));
      await().until(() -> counted(REQUESTS, "result=\"failed\"") >= 2);
      server.status.set(204);
      await().until(() -> server.bodies().contains("page 8\n"));
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        expected.add("page " + i + "\n");
      }
      // What failed was sent again.
      assertThat(new LinkedHashSet<>(server.bodies())).startsWith(expected.toArray(String[]::new));
      assertThat(counted(DROPPED, "")).isZero();
    }
  }

  @Test
  void oldestPagesGoWhenTheQueueIsFullAndAreCounted() throws Exception {
    URI nobodyListens = URI.create("http://127.0.0.1:" + freePort());
    start(settings(database(nobodyListens), NOBODY, 30));
    await().until(() -> counted(DROPPED, "") >= 5);
    // "page N" and a line end: four of them have 28 bytes, or fewer pages if N is longer
    int now = made.get();
    assertThat(counted(DROPPED, "")).isBetween(now - 5.0, now - 2.0);
    assertThat(counted(REQUESTS, "result=\"ok\"")).isZero();
  }

  @Test
  void serverThatIsNotThereIsAskedLessAndLessOften() throws Exception {
    URI nobodyListens = URI.create("http://127.0.0.1:" + freePort());
    start(settings(database(nobodyListens), NOBODY, 1 << 20));
    await().until(() -> made.get() >= 30);
    // after 1, 2, 4, 8 further pages ...
    assertThat(counted(REQUESTS, "result=\"failed\"")).isBetween(3.0, 6.0);
  }

  @Test
  void pageThatTheServerRefusesIsNotSentAgain() throws Exception {
    try (InfluxReceiver server = new InfluxReceiver()) {
      server.status.set(400);
      start(settings(database(server.url()), NOBODY, 1 << 20));
      await().until(() -> server.received.size() >= 3);
      assertThat(server.bodies()).doesNotHaveDuplicates();
      assertThat(counted(DROPPED, "")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void givesThePasswordOrTheTokenThatTheFileHoldsNow() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "first\n");
    Login anna = new Login(Optional.of("anna"), Optional.of(secret));
    try (InfluxReceiver server = new InfluxReceiver()) {
      start(settings(database(server.url()), anna, 1 << 20));
      await().until(() -> !server.received.isEmpty());
      assertThat(server.received.get(0).authorization()).isEqualTo("Basic YW5uYTpmaXJzdA==");
      Files.writeString(secret, "second\n");
      await()
          .until(
              () ->
                  server.received.stream()
                      .anyMatch(one -> one.authorization().equals("Basic YW5uYTpzZWNvbmQ=")));
    }
    Target bucket =
        new Target(URI.create("http://x"), Optional.empty(), Optional.of("b"), Optional.of("o"));
    try (InfluxReceiver server = new InfluxReceiver()) {
      Target there =
          new Target(server.url(), bucket.database(), bucket.bucket(), bucket.organization());
      Login token = new Login(Optional.empty(), Optional.of(secret));
      start(settings(there, token, 1 << 20));
      await().until(() -> !server.received.isEmpty());
      assertThat(server.received.get(0).authorization()).isEqualTo("Token second");
      assertThat(server.received.get(0).uri())
          .isEqualTo("/api/v2/write?bucket=b&org=o&precision=ns");
    }
  }

  @Test
  void lastPageGoesOutBeforeItEnds() throws Exception {
    try (InfluxReceiver server = new InfluxReceiver()) {
      InfluxSettings settings = settings(database(server.url()), NOBODY, 1 << 20);
      InfluxSettings hourly =
          new InfluxSettings(
              settings.target(),
              settings.login(),
              settings.caFile(),
              Duration.ofHours(1),
              settings.queueBytes());
      start(hourly).close();

      assertThat(server.bodies()).containsExactly("page 1\n");
    }
  }

  private InfluxPush start(InfluxSettings settings) throws IOException {
    InfluxPush push = InfluxPush.start(settings, this::page, board.self, InstantSource.system());
    started.add(push);
    return push;
  }

  @AfterEach
  void stop() {
    started.forEach(InfluxPush::close);
  }

  private Page page() {
    byte[] text = ("page " + made.incrementAndGet() + "\n").getBytes(StandardCharsets.UTF_8);
    return new Page(List.of(text), false);
  }

  private double counted(String family, String label) {
    return MetricsPage.of(board.text(Format.TEXT)).sum(family, series -> series.contains(label));
  }

  private static InfluxSettings settings(Target target, Login login, long queue) {
    return new InfluxSettings(target, login, Optional.empty(), Duration.ofMillis(20), queue);
  }

  private static Target database(URI url) {
    return new Target(url, Optional.of("voice agent"), Optional.empty(), Optional.empty());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
