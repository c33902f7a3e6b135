package org.voiceagent.exporter.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.report.CallReport;

/** Makes finished calls of odd names and random facts. */
public final class RandomCalls {
  private static final String ODD = "ab\"\\\n\u0000\ud83d\ude00é{}=,#é \ud800";

  private RandomCalls() {}

  /** So many calls, the same ones for the same seed. */
  public static List<CallReport> reports(long seed, int count) {
    Random random = new Random(seed);
    List<CallReport> reports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      reports.add(report(random, i, count));
    }
    return reports;
  }

  /**
   * A call.
   *
   * @param number gives it an id
   * @param hours within how many it ended
   */
  public static CallReport report(Random random, int number, int hours) {
    return Reports.of(call(random, number, hours), recommendations(random));
  }

  private static CallSessions call(Random random, int number, int hours) {
    CallSessions call =
        CallSessions.call("c" + number)
            .labels(text(random, 3), text(random, 3), text(random, 2))
            .completedAt(CallSessions.COMPLETED_AT.plus(Duration.ofHours(random.nextInt(hours))));
    for (CallField field : CallField.values()) {
      if (random.nextInt(3) > 0 && field != CallField.SIMULATED) {
        set(call, field, random);
      }
    }
    Finding.Reason[] reasons = Finding.Reason.values();
    Finding.Reason reason = reasons[random.nextInt(reasons.length)];
    call.finding(new Finding("metrics.json", 1, random.nextBoolean() ? "turns" : "x", reason, "."));
    return call;
  }

  private static void set(CallSessions call, CallField field, Random random) {
    switch (field.kind()) {
      case TEXT, CALLER -> call.with(field, text(random, 6));
      case TEXTS -> call.withTexts(field, "timeout>8s", text(random, 3) + ".");
      case ROWS -> call.withRows(field, Rows.of(field, text(random, 6)));
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
      case SHARE -> random.nextDouble();
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
