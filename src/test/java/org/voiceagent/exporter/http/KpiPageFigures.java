package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.testing.KpiEntries;

/** Prints how long pages of many calls take on loopback, and how large they are. */
@Tag("figures")
final class KpiPageFigures {
  private static final int CALLS = 100_000;
  private static final int LABEL_SETS = 10;
  private static final int TIMES = 21;
  private static final Duration HISTORY = Duration.ofDays(90);
  private static final List<String> PATHS =
      List.of(
          "/",
          "/?from=7d",
          "/?from=90d",
          "/overview.json",
          "/kpi",
          "/kpi?from=90d",
          "/trends",
          "/trends?from=90d",
          "/compare",
          "/charts/error_rate.svg",
          "/badge/error_rate.svg");

  @Test
  @SuppressWarnings("SystemOut")
  void pagesOfAHundredThousandCalls() {
    try (RunningServer server = withCalls()) {
      for (String path : PATHS) {
        double[] millis = new double[TIMES];
        int bytes = 0;
        long worked = processorNanos();
        for (int i = 0; i < TIMES; i++) {
          long began = System.nanoTime();
          HttpResponse<byte[]> answer = server.bytes(path, "Accept", "text/html,*/*;q=0.8");
          millis[i] = (System.nanoTime() - began) / 1e6;
          bytes = answer.body().length;
          assertThat(answer.statusCode()).isEqualTo(200);
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
            "%-26s first %6.1f ms, median %6.1f ms, processor %6.1f ms, %7d bytes%n",
            path, first, millis[TIMES / 2], (processorNanos() - worked) / 1e6 / TIMES, bytes);
      }
    }
  }

  /** Of the server and its client: on a busy machine it varies less than the time of day. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static RunningServer withCalls() {
    RunningServer server = RunningServer.empty();
    Random random = new Random(8);
    Instant start = RunningServer.NOW.minus(HISTORY);
    for (int i = 0; i < CALLS; i++) {
      long seconds = HISTORY.toSeconds() * i / CALLS;
      String outcome = random.nextInt(20) == 0 ? "error" : "completed";
      KpiEntries call =
          KpiEntries.call("c" + i, start.plusSeconds(seconds), outcome)
              .of("pipeline" + i % LABEL_SETS, "openai", "gpt-4o")
              .with("duration_seconds", 30 + random.nextInt(200))
              .with("sentiment_total", 1, random.nextInt(8) == 0 ? "negative" : "neutral")
              .with("cost_total", random.nextDouble() / 10, "total", "USD");
      for (int turn = 0; turn < 6; turn++) {
        call.with("response_latency_seconds", 0.3 + random.nextDouble() * 2)
            .with("component_latency_seconds", 0.2 + random.nextDouble(), "llm")
            .with("component_latency_seconds", 0.1 + random.nextDouble() / 2, "tts");
      }
      server.kpis.add(call.entry());
    }
    return server;
  }
}
