package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/**
 * No suggestion may be one that the engine clamps away. The clamps are written here a second time,
 * straight from the engine's player and in its own integers, so that a slip in one of the two
 * shows.
 */
final class EffectTest {
  private static final Advisor ADVISOR =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private static final String LOW = "streaming.low_watermark_ms";
  private static final String START = "streaming.min_start_ms";
  private static final String BUFFER = "streaming.jitter_buffer_ms";
  private static final int ROUNDS = 10_000;

  /** What the engine runs with, in chunks, for 8 kHz and a pattern it has not learned. */
  private record Applied(int warmUp, int low, int highestLow) {
    static Applied of(int buffer, int start, int low, int chunk) {
      int capacity = Math.max(1, chunks(buffer, chunk));
      int buffered = Math.max(40, Math.min(200, Math.max(100, start)));
      int warmUp = Math.max(1, Math.min(chunks(buffered, chunk), Math.max(1, capacity - 1)));
      int twoThirds = -Math.floorDiv(-2 * warmUp, 3);
      int cap = Math.max(0, Math.min(warmUp - 1, capacity / 2));
      return new Applied(warmUp, Math.min(Math.max(chunks(low, chunk), twoThirds), cap), cap);
    }

    private static int chunks(int millis, int chunk) {
      return -Math.floorDiv(-millis, chunk);
    }
  }

  @ParameterizedTest(name = "{0}/{1}/{2} at 8 kHz: {3} ms warm-up, {4} ms applied")
  @CsvSource({
    "950, 60, 80, 100, 80",
    "950, 60, 200, 100, 80",
    "950, 120, 80, 120, 80",
    "950, 200, 160, 200, 160",
    "950, 400, 260, 200, 180",
    "150, 380, 260, 140, 80",
    "50, 120, 80, 40, 20",
  })
  void theClampsAreThoseTheEngineIsKnownFor(
      int buffer, int start, int low, int warmUpMs, int appliedMs) {
    Applied applied = Applied.of(buffer, start, low, 20);
    assertThat(applied.warmUp() * 20).isEqualTo(warmUpMs);
    assertThat(applied.low() * 20).isEqualTo(appliedMs);
    EngineClamps clamps = new EngineClamps(buffer, start, 20);
    assertThat(clamps.warmUpMs()).isEqualTo(warmUpMs);
    assertThat(clamps.lowWatermarkMs(low)).isEqualTo(appliedMs);
  }

  @ParameterizedTest(name = "{0}/{1}/{2}: {3} to {4}")
  @CsvSource({
    "950, 140, 80, streaming.low_watermark_ms, 120",
    "240, 140, 80, streaming.low_watermark_ms, 120",
    "950, 120, 80, streaming.low_watermark_ms, 100",
    "950, 60, 80, streaming.min_start_ms, 120",
    "950, 60, 200, streaming.min_start_ms, 200",
    "140, 350, 220, streaming.jitter_buffer_ms, 380",
    "50, 120, 80, streaming.jitter_buffer_ms, 160",
    "300, 200, 140, streaming.jitter_buffer_ms, 400",
  })
  void fallsOverToTheKeyThatBinds(int buffer, int start, int low, String field, int suggested) {
    Recommendation said = advise(buffer, start, low, 20).recommendations().get(0);
    assertThat(said.field()).isEqualTo(field);
    assertThat(said.suggested().text()).isEqualTo(String.valueOf(suggested));
  }

  @Test
  void saysNothingWhereEverythingIsAtTheEnginesLimits() {
    Advice advice = advise(1500, 400, 200, 20);
    assertThat(advice.recommendations()).isEmpty();
    assertThat(advice.noAdvice())
        .contains(
            new Advice.Unjudged(
                "jitter_low_watermark",
                java.util.List.of(
                    "room to raise " + LOW, "room to raise " + START, "an effect of " + BUFFER)));
  }

  @Test
  void everySuggestionHasAnEffectAndKeepsTheOrderOfTheThreeKeys() {
    long seed = Long.getLong("seed", 20_261_120L);
    Random random = new Random(seed);
    Map<String, Integer> fields = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      int buffer = random.nextInt(1_600);
      int start = random.nextInt(random.nextBoolean() ? 220 : 600);
      int low = random.nextInt(random.nextBoolean() ? 120 : 400);
      int chunk = new int[] {10, 20, 20, 20, 30, 40}[random.nextInt(6)];
      String at = "seed " + seed + ", round " + round + ": " + buffer + "/" + start + "/" + low;
      for (Recommendation said : advise(buffer, start, low, chunk).recommendations()) {
        assertEffective(at + "/" + chunk + ": " + said, said, buffer, start, low, chunk);
        fields.merge(said.field(), 1, Integer::sum);
      }
    }
    assertThat(fields).containsOnlyKeys(LOW, START, BUFFER);
    assertThat(fields.values()).allSatisfy(count -> assertThat(count).isGreaterThan(ROUNDS / 50));
  }

  @Test
  void followingTheAdviceComesToAnEndAndEveryKeyOnlyRises() {
    long seed = Long.getLong("seed", 8_000L);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Map<String, Integer> keys = new TreeMap<>();
      keys.put(BUFFER, random.nextInt(1_000));
      keys.put(START, random.nextInt(300));
      keys.put(LOW, random.nextInt(300));
      String at = "seed " + seed + ", round " + round + ": " + keys;
      int steps = 0;
      Advice advice = advise(keys.get(BUFFER), keys.get(START), keys.get(LOW), 20);
      while (!advice.recommendations().isEmpty()) {
        Recommendation said = advice.recommendations().get(0);
        int suggested = said.suggested().number().intValueExact();
        assertThat(suggested).as(at).isGreaterThan(keys.put(said.field(), suggested));
        assertThat(++steps).as(at).isLessThan(20);
        advice = advise(keys.get(BUFFER), keys.get(START), keys.get(LOW), 20);
      }
    }
  }

  private static void assertEffective(
      String at, Recommendation said, int buffer, int start, int low, int chunk) {
    int value = said.suggested().number().intValueExact();
    int newBuffer = said.field().equals(BUFFER) ? value : buffer;
    int newStart = said.field().equals(START) ? value : start;
    int newLow = said.field().equals(LOW) ? value : low;
    Applied before = Applied.of(buffer, start, low, chunk);
    Applied after = Applied.of(newBuffer, newStart, newLow, chunk);
    assertThat(said.suggested()).as(at).isNotEqualTo(said.current().orElseThrow());
    switch (said.field()) {
      case LOW -> {
        assertThat(after.low()).as(at).isGreaterThan(before.low());
        assertThat(newLow).as(at).isLessThan(start).isLessThanOrEqualTo(buffer / 2);
      }
      case START -> {
        assertThat(after.warmUp()).as(at).isGreaterThan(before.warmUp());
        assertThat(newStart).as(at).isLessThanOrEqualTo(buffer);
        assertThat(newStart > low || newStart > 200 - chunk).as(at).isTrue();
      }
      default -> {
        assertThat(
                after.warmUp() > before.warmUp()
                    || after.low() > before.low()
                    || after.highestLow() > before.highestLow())
            .as(at)
            .isTrue();
        assertThat(newBuffer).as(at).isGreaterThanOrEqualTo(start);
      }
    }
  }

  private static Advice advise(int buffer, int start, int low, int chunk) {
    return ADVISOR.advise(
        CallSessions.call("c")
            .with(CallField.LOW_WATERMARK_HITS, 20)
            .with(CallField.DURATION_SECONDS, 60)
            .setting(BUFFER, String.valueOf(buffer))
            .setting(START, String.valueOf(start))
            .setting(LOW, String.valueOf(low))
            .setting("streaming.chunk_size_ms", String.valueOf(chunk))
            .build());
  }
}
