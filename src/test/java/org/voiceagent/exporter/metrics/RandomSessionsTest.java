package org.voiceagent.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.metrics.Exposition.Format;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;

/** What holds of every page, whatever calls came before. */
final class RandomSessionsTest {
  private static final int ROUNDS = 150;
  private static final String ODD = "ab\"\\\n\u0000\ud83d\ude00é{}=,#é \ud800";

  @Test
  void countersNeverFallAndEveryPageCanBeRead() {
    long seed = Long.getLong("seed", 42L);
    Random random = new Random(seed);
    Board board = new Board(new CallMetrics.Limits(12, 15, Duration.ofDays(2)));
    Map<String, Double> before = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      String at = "seed " + seed + ", round " + round;
      board.setTime(CallSessions.COMPLETED_AT.plus(Duration.ofHours(round)));
      board.calls.count(Reports.of(call(random, round), recommendations(random)));
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

  private static CallSessions call(Random random, int round) {
    CallSessions call =
        CallSessions.call("c" + round)
            .labels(text(random, 3), text(random, 3), text(random, 2))
            .completedAt(CallSessions.COMPLETED_AT.plus(Duration.ofHours(random.nextInt(ROUNDS))));
    for (CallField field : CallField.values()) {
      if (random.nextInt(3) > 0) {
        set(call, field, random);
      }
    }
    return call;
  }

  private static void set(CallSessions call, CallField field, Random random) {
    switch (field.kind()) {
      case TEXT -> call.with(field, text(random, 6));
      case TEXTS -> call.withTexts(field, "timeout>8s", text(random, 3) + ".");
      case INSTANT ->
          call.with(field, CallSessions.COMPLETED_AT.plusSeconds(random.nextInt(1_000_000)));
      case LATENCIES ->
          call.withNumbers(field, random.nextDouble() * 120_000, random.nextDouble() * 900);
      default -> call.with(field, number(field.kind(), random));
    }
  }

  private static double number(FieldKind kind, Random random) {
    return switch (kind) {
      case SENTIMENT -> random.nextDouble() * 2 - 1;
      case FLAG -> random.nextInt(2);
      case COUNT -> random.nextInt(20);
      default -> random.nextDouble() * 100_000;
    };
  }

  private static Recommendation[] recommendations(Random random) {
    return List.of("jitter", "slow", "fallback").stream()
        .limit(random.nextInt(4))
        .map(key -> Reports.recommendation(key, "streaming." + key, Severity.WARNING))
        .toArray(Recommendation[]::new);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ODD.charAt(random.nextInt(ODD.length())));
    }
    return text.toString();
  }
}
