package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.CallFolders;
import org.voiceagent.exporter.testing.Daemons;

/**
 * Prints what each page costs: bytes, compressed bytes and milliseconds; and how long scrapes take
 * beside readers. {@code make page-figures} runs it; {@code -Dpages.calls} sets the number of
 * calls.
 */
@Tag("figures")
final class PageFigures {
  private static final int CALLS = Integer.getInteger("pages.calls", 10_000);
  private static final int ROUNDS = 15;
  private static final int READERS = 20;
  private static final int SCRAPES = 1_000;

  @TempDir private Path temp;

  @Test
  @SuppressWarnings("SystemOut")
  void bytesAndTimes() throws Exception {
    Path sessions = Files.createDirectory(temp.resolve("calls"));
    CallFolders.write(sessions, CALLS, Instant.now());
    try (Daemon daemon = Daemons.start(Daemons.config(temp, ""))) {
      SiteLinks site = new SiteLinks("http://127.0.0.1:" + daemon.port());
      await()
          .atMost(Duration.ofMinutes(20))
          .until(() -> site.answer("/-/ready").statusCode() == 200);
      System.out.printf("%d calls%n%n", CALLS);
      System.out.println("| page | bytes | gzip | median ms | slowest ms | processor ms |");
      System.out.println("|---|---|---|---|---|---|");
      List<String> pages = site.pages();
      for (String page : pages) {
        row(site.home(), page);
      }
      System.out.printf("%nscrapes alone: %s%n", scrapes(site.home()));
      for (int pause : new int[] {1_000, 0}) {
        System.out.printf(
            "scrapes beside %d readers of pages, each with a pause of %d ms: %s%n",
            READERS, pause, beside(site.home(), pages, pause));
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void row(String home, String page) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    int bytes = 0;
    long worked = processorNanos();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      bytes = get(client, home + page, "identity").body().length;
      times.add((System.nanoTime() - start) / 1e6);
    }
    double processor = (processorNanos() - worked) / 1e6 / ROUNDS;
    int packed = get(client, home + page, "gzip").body().length;
    times.sort(null);
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %,d | %,d | %.1f | %.1f | %.1f |%n",
        SiteLinks.shape(page),
        bytes,
        packed,
        times.get(times.size() / 2),
        times.get(times.size() - 1),
        processor);
  }

  /** Of the server and its client: on a busy machine it varies less than the time of day. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static String scrapes(String home) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < SCRAPES; i++) {
      long start = System.nanoTime();
      get(client, home + "/metrics", "gzip");
      times.add((System.nanoTime() - start) / 1e6);
    }
    times.sort(null);
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p99 %.1f ms",
        times.get(SCRAPES / 2),
        times.get(SCRAPES * 99 / 100));
  }

  private static String beside(String home, List<String> pages, int pauseMs) throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicLong read = new AtomicLong();
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    for (int i = 0; i < READERS; i++) {
      int first = i;
      readers.execute(
          () -> {
            HttpClient client = HttpClient.newHttpClient();
            for (int n = first; stopped.getCount() > 0; n++) {
              try {
                get(client, home + pages.get(n % pages.size()), "gzip");
                read.incrementAndGet();
                if (stopped.await(pauseMs, TimeUnit.MILLISECONDS)) {
                  return;
                }
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          });
    }
    String times = scrapes(home);
    stopped.countDown();
    assertThat(read.get()).as("pages read meanwhile").isGreaterThan(READERS);
    readers.shutdown();
    assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    return times + ", while they read " + read.get() + " pages";
  }

  private static HttpResponse<byte[]> get(HttpClient client, String url, String coding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Accept-Encoding", coding)
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }
}
