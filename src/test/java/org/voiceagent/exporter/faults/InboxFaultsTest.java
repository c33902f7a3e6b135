package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.WebhookSender;

/**
 * The inbox of the real program under load, kills and a full disk. Senders send again until they
 * get 200, as vendors do; then every call is counted once.
 */
@Tag("faults")
final class InboxFaultsTest {
  private static final String KEY = "key_retell";
  private static final Pattern PORT = Pattern.compile("the inbox takes .* on [0-9.]+:([0-9]+)");
  private static final int SENDERS = 32;

  @TempDir Path temp;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    Path secret = Files.writeString(temp.resolve("retell.secret"), KEY);
    config =
        Files.writeString(
            temp.resolve("exporter.yml"),
            """
            http:
              inbox:
                listen: 127.0.0.1:0
                max_requests_per_second: 2000
                sources: {retell: {secret_file: %s}}
            """
                .formatted(secret));
  }

  @Test
  void tenThousandPostsInParallelAreAllCountedOnceAndScrapesStayFast() throws Exception {
    int calls = 10_000;
    try (RunningExporter exporter = command().start()) {
      WebhookSender sender = sender(exporter);
      AtomicBoolean sending = new AtomicBoolean(true);
      ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
      try {
        Future<List<Long>> scrapes = threads.submit(() -> scrapeMillis(exporter, sending));
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          senders.add(
              threads.submit(
                  () -> {
                    for (int n = next.getAndIncrement(); n < calls; n = next.getAndIncrement()) {
                      sendUntilTaken(sender, body("call-" + n));
                      if (n % 10 == 0) {
                        sendUntilTaken(sender, body("call-" + n));
                      }
                    }
                    return null;
                  }));
        }
        for (Future<Void> each : senders) {
          each.get();
        }
        sending.set(false);
        List<Long> millis = scrapes.get().stream().sorted().toList();
        assertThat(millis.get(millis.size() * 99 / 100))
            .as("p99 of " + millis.size())
            .isLessThan(1_000);
      } finally {
        threads.shutdownNow();
      }
      counted(exporter, calls);
    }
  }

  @Test
  void killsBetweenStoringAndAnsweringLoseNothingAndCountNothingTwice() throws Exception {
    Random random = new Random(20_261_130);
    int calls = 0;
    for (int round = 0; round < 6; round++) {
      List<String> unanswered = new ArrayList<>();
      try (RunningExporter exporter = command().start()) {
        WebhookSender sender = sender(exporter);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
          List<Callable<String>> sends = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            String body = body("call-" + calls++);
            sends.add(
                () -> {
                  try {
                    return send(sender, body) == 200 ? "" : body;
                  } catch (IOException killed) {
                    return body;
                  }
                });
          }
          List<Future<String>> answers = new ArrayList<>();
          sends.forEach(send -> answers.add(threads.submit(send)));
          answers.get(random.nextInt(150)).get();
          exporter.kill();
          for (Future<String> each : answers) {
            unanswered.add(each.get());
          }
        } finally {
          threads.shutdownNow();
        }
      }
      unanswered.removeIf(String::isEmpty);
      try (RunningExporter exporter = command().start()) {
        WebhookSender sender = sender(exporter);
        for (String body : unanswered) {
          sendUntilTaken(sender, body);
        }
        counted(exporter, calls);
      }
    }
  }

  @Test
  void aFullDiskIsToldToTheSenderAndNothingThatWasTakenIsLost() throws Exception {
    Namespace.require();
    Path state = Files.createDirectory(temp.resolve("state"));
    String mount =
        "mount -t tmpfs -o size=1200k tmpfs \"$0\" && head -c 900000 /dev/zero > \"$0/filler\""
            + " && exec \"$@\"";
    try (RunningExporter exporter =
        command().under("unshare", "-Urm", "sh", "-c", mount, state.toString()).start()) {
      WebhookSender sender = sender(exporter);
      Path seen = Path.of("/proc/" + exporter.process().pid() + "/root" + state);
      List<String> taken = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      for (int n = 0; n < 400 && refused.size() < 5; n++) {
        if (n >= 20) {
          fill(seen.resolve("rest"));
        }
        String body = body("call-" + n, "y".repeat(4_000));
        int status = send(sender, body);
        assertThat(status).isIn(200, 507);
        (status == 200 ? taken : refused).add(body);
      }
      assertThat(taken).isNotEmpty();
      assertThat(refused).hasSize(5);
      assertThat(exporter.log()).contains("bodies cannot be stored");
      assertThat(exporter.status("/-/healthy")).isEqualTo(200);

      Files.delete(seen.resolve("rest"));
      Files.delete(seen.resolve("filler"));
      for (String body : refused) {
        sendUntilTaken(sender, body);
      }
      counted(exporter, taken.size() + refused.size());
    }
  }

  /** Takes what is free on the disk; a body that was delivered since may have freed some. */
  private static void fill(Path rest) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(rest, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private RunningExporter.Command command() {
    return new RunningExporter.Command(temp).with("--config", config.toString());
  }

  private static WebhookSender sender(RunningExporter exporter) {
    Matcher port = PORT.matcher(exporter.log());
    assertThat(port.find()).as(exporter.log()).isTrue();
    return new WebhookSender(Integer.parseInt(port.group(1)));
  }

  private static String body(String id) {
    return body(id, "");
  }

  private static String body(String id, String more) {
    return """
    {"event":"call_ended","call":{"call_id":"%s","duration_ms":42000,"more":"%s"}}\
    """
        .formatted(id, more);
  }

  private static int send(WebhookSender sender, String body) throws Exception {
    Map<String, String> signed = WebhookSender.retell(KEY, body, Instant.now());
    return sender.status("/inbox/retell", signed, body);
  }

  private static void sendUntilTaken(WebhookSender sender, String body) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> send(sender, body) == 200);
  }

  private static List<Long> scrapeMillis(RunningExporter exporter, AtomicBoolean sending) {
    List<Long> millis = new ArrayList<>();
    while (sending.get()) {
      long start = System.nanoTime();
      exporter.scrape();
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    return millis;
  }

  /** As many as were sent, and not one more after everything has been looked at again. */
  private void counted(RunningExporter exporter, int calls) throws IOException {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                exporter.scrape().sum("ai_agent_calls_total") >= calls
                    && exporter.scrape().sum("voice_agent_exporter_inbox_spool_files") == 0);
    assertThat(exporter.scrape().sum("ai_agent_calls_total")).isEqualTo(calls);
    try (Stream<Path> folders = Files.list(temp.resolve("calls"))) {
      assertThat(folders).hasSize(calls);
    }
  }
}
