package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.RandomCalls;

/** What holds of every page, whatever calls came before. */
final class RandomSessionsTest {
  private static final int ROUNDS = 150;

  @Test
  void countersNeverFallAndEveryPageCanBeRead() {
    long seed = Long.getLong("seed", 42L);
    Random random = new Random(seed);
    Board board = new Board(new CallMetrics.Limits(12, 15, Duration.ofDays(2)));
    Map<String, Double> before = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      String at = "seed " + seed + ", round " + round;
      board.setTime(CallSessions.COMPLETED_AT.plus(Duration.ofHours(round)));
      board.count(RandomCalls.report(random, round, ROUNDS));
      MetricsPage text = board.page();
      MetricsPage openMetrics = MetricsPage.of(board.text(Format.OPENMETRICS));
      assertThat(openMetrics.series()).as(at).isEqualTo(text.series());
      Map<String, Double> fallen = new HashMap<>();
      for (String series : text.series()) {
        double now = text.value(series).orElseThrow();
        if (grows(text, series)) {
          if (now < before.getOrDefault(series, 0.0)) {
            fallen.put(series, now);
          }
          before.put(series, now);
        }
      }
      assertThat(fallen).as(at).isEmpty();
      assertThat(text.series()).as(at).containsAll(before.keySet());
      assertThat(text.sum("ai_agent_calls_total")).as(at).isEqualTo(round + 1);
      assertThat(text.sum("ai_agent_call_info")).as(at).isLessThanOrEqualTo(15);
    }
  }

  private static boolean grows(MetricsPage page, String series) {
    int brace = series.indexOf('{');
    String name = brace < 0 ? series : series.substring(0, brace);
    String family = name.replaceAll("_(bucket|count|sum)$", "");
    return "counter".equals(page.types().get(name)) || "histogram".equals(page.types().get(family));
  }
}
