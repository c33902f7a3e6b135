package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;

/** One page never shows half a call, however many threads count and scrape. */
final class ConsistencyTest {
  private static final int CALLS_EACH = 4_000;
  private static final int MOST_CALLS = 300_000;
  private static final int ENOUGH_PAGES = 5_000;
  private static final long START = CallSessions.COMPLETED_AT.getEpochSecond();
  private static final List<String> PIPELINES = List.of("one", "two", "three");

  @Test
  void everyPageShowsEachCallInAllFamiliesOrInNone() throws Exception {
    Board board = new Board(new CallMetrics.Limits(500, 50, Duration.ofDays(365)));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> writers =
          Stream.of("x", "y")
              .<Future<?>>map(name -> threads.submit(() -> count(board, name)))
              .toList();
      List<Future<Integer>> scrapers =
          Stream.of(Format.TEXT, Format.OPENMETRICS)
              .map(format -> threads.submit(() -> scrapeUntil(done, board, format)))
              .toList();
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      done.set(true);
      for (Future<Integer> scraper : scrapers) {
        assertThat(scraper.get(60, TimeUnit.SECONDS)).isGreaterThan(2);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(assertConsistent(board.page())).isEqualTo(2 * CALLS_EACH);
  }

  /** Small pages, so that thousands of them fall between two families of a call. */
  @Test
  void theNewestSingleCallOfAPageIsTheOneThatWasCountedLast() throws Exception {
    Board board = new Board(new CallMetrics.Limits(500, 3, Duration.ofDays(365)));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger pages = new AtomicInteger();
    board.count(ended(1));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> scraper =
          threads.submit(
              () -> {
                while (!done.get()) {
                  assertNewestIsLast(board);
                  pages.incrementAndGet();
                }
              });
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 2; i <= MOST_CALLS && pages.get() < ENOUGH_PAGES; i++) {
                  board.count(ended(i));
                }
              });
      writer.get(60, TimeUnit.SECONDS);
      done.set(true);
      scraper.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertThat(pages.get()).isGreaterThan(100);
  }

  private static CallSessions ended(int number) {
    return complete("c" + number).with(CallField.ENDED_AT, Instant.ofEpochSecond(START + number));
  }

  private static void assertNewestIsLast(Board board) {
    String ended = "ai_agent_recent_call_end_timestamp_seconds";
    Page page = board.exposition.render(Format.TEXT, Set.of("ai_agent_calls_total", ended), false);
    MetricsPage shown = MetricsPage.of(new String(page.bytes(), StandardCharsets.UTF_8));
    double newest =
        shown.series().stream()
            .filter(series -> series.startsWith(ended))
            .mapToDouble(series -> shown.value(series).orElseThrow())
            .max()
            .orElseThrow();
    assertThat(shown.sum("ai_agent_calls_total")).isEqualTo(newest - START);
  }

  private static void count(Board board, String name) {
    for (int i = 0; i < CALLS_EACH; i++) {
      String pipeline = PIPELINES.get(i % PIPELINES.size());
      board.count(complete(name + i).labels(pipeline, "provider", "model"));
    }
  }

  private static int scrapeUntil(AtomicBoolean done, Board board, Format format) {
    int pages = 0;
    double before = 0;
    while (!done.get() || pages < 3) {
      double calls = assertConsistent(MetricsPage.of(board.text(format, pages % 2 == 0)));
      assertThat(calls).isGreaterThanOrEqualTo(before);
      before = calls;
      pages++;
    }
    return pages;
  }

  /** Every call has one duration, seven turns, two responses, four components and one band. */
  private static double assertConsistent(MetricsPage page) {
    double calls = page.sum("ai_agent_calls_total");
    assertThat(page.sum("ai_agent_call_duration_seconds_count")).isEqualTo(calls);
    assertThat(page.sum("ai_agent_call_duration_seconds_bucket", s -> s.contains("le=\"+Inf\"")))
        .isEqualTo(calls);
    assertThat(page.sum("ai_agent_call_turns_total")).isEqualTo(7 * calls);
    assertThat(page.sum("ai_agent_call_response_latency_seconds_count")).isEqualTo(2 * calls);
    assertThat(page.sum("ai_agent_call_component_latency_seconds_count")).isEqualTo(4 * calls);
    String band = SentimentBand.of(-0.2).label();
    assertThat(page.sum("ai_agent_call_sentiment_total", s -> s.contains("\"" + band + "\"")))
        .isEqualTo(calls);
    assertThat(page.sum("ai_agent_call_info")).isEqualTo(Math.min(50, calls));
    return calls;
  }
}
