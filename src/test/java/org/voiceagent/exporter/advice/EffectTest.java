package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.fact.EngineClamps;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.RecentCalls;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/**
 * No suggestion may be one that the engine clamps away. The clamps are written here a second time,
 * straight from the engine's player and in its own integers, so that a slip in one of the two
 * shows.
 */
final class EffectTest {
  private static final RuleBook BOOK = RuleBook.bundled(new Problems());
  private static final Advisor ADVISOR = new Advisor(BOOK, Thresholds.defaults());
  private static final String LOW = "streaming.low_watermark_ms";
  private static final String START = "streaming.min_start_ms";
  private static final String BUFFER = "streaming.jitter_buffer_ms";
  private static final String GRACE = "streaming.provider_grace_ms";
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
                List.of(
                    "room to raise " + LOW, "room to raise " + START, "an effect of " + BUFFER)));
  }

  @ParameterizedTest(name = "{0}/{1}/{2}")
  @CsvSource({"1500, 400, 200", "140, 350, 220", "950, 60, 80", "950, 120, 80", "50, 120, 80"})
  void whatOperatorsReallyHaveGetsOnlyAdviceThatWorks(int buffer, int start, int low) {
    for (int grace : new int[] {200, 500, 2_000, 2_400}) {
      Streaming settings = new Streaming(buffer, start, low, 20, grace);
      assertAllEffective(settings.toString(), settings);
    }
  }

  @Test
  void everySuggestionOfEveryRuleHasAnEffectAndKeepsTheOrderOfTheThreeKeys() {
    long seed = Long.getLong("seed", 20_261_120L);
    Random random = new Random(seed);
    Map<String, Integer> fired = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Streaming settings =
          new Streaming(
              random.nextInt(1_600),
              random.nextInt(random.nextBoolean() ? 220 : 600),
              random.nextInt(random.nextBoolean() ? 120 : 400),
              new int[] {10, 20, 20, 20, 30, 40}[random.nextInt(6)],
              random.nextInt(3_000));
      String at = "seed " + seed + ", round " + round + ": " + settings;
      assertAllEffective(at, settings).forEach(said -> fired.merge(said, 1, Integer::sum));
    }
    assertThat(fired)
        .containsOnlyKeys(
            "jitter_low_watermark " + LOW,
            "jitter_low_watermark " + START,
            "jitter_low_watermark " + BUFFER,
            "underflow " + START,
            "underflow " + BUFFER,
            "provider_bursts " + GRACE,
            "warm_up_above_buffer " + BUFFER,
            "low_watermark_above_warm_up " + START,
            "grace_above_limit " + GRACE);
    assertThat(fired.values()).allSatisfy(count -> assertThat(count).isGreaterThan(ROUNDS / 200));
  }

  /**
   * Looks at what each rule alone says, since together only one may speak of a key.
   *
   * @return which rule named which key
   */
  private static List<String> assertAllEffective(String at, Streaming settings) {
    List<String> fired = new ArrayList<>();
    RuleContext call = new RuleContext(settings.badCall(), Thresholds.defaults(), RecentCalls.NONE);
    for (Rule rule : BOOK.rules()) {
      if (new RuleJudge(rule).judge(call) instanceof Judgement.Advised advised) {
        Recommendation said =
            new RankedFinding(advised.finding(), TrackRecord.NONE).recommendation();
        assertEffective(at + ": " + said, said, settings);
        fired.add(said.key() + " " + said.field());
      }
    }
    Streaming patched = settings;
    for (Recommendation said : ADVISOR.advise(settings.badCall()).recommendations()) {
      patched = patched.with(said);
    }
    if (settings.isInOrder()) {
      assertThat(patched.isInOrder()).as(at + ", all together: " + patched).isTrue();
    }
    return fired;
  }

  /** The streaming keys of a snapshot, in ms. */
  private record Streaming(int buffer, int start, int low, int chunk, int grace) {
    boolean isInOrder() {
      return low < start && start <= buffer;
    }

    int appliedGrace() {
      return Math.min(grace, 2_000);
    }

    Streaming with(Recommendation said) {
      int value = said.suggested().number().intValueExact();
      return new Streaming(
          said.field().equals(BUFFER) ? value : buffer,
          said.field().equals(START) ? value : start,
          said.field().equals(LOW) ? value : low,
          chunk,
          said.field().equals(GRACE) ? value : grace);
    }

    /** A call in which everything went wrong that these keys can help. */
    CallSession badCall() {
      return CallSessions.call("c")
          .with(CallField.LOW_WATERMARK_HITS, 20)
          .with(CallField.DURATION_SECONDS, 60)
          .with(CallField.TURNS, 6)
          .with(CallField.UNDERFLOWS, 120)
          .with(CallField.FRAMES_SENT, 2250)
          .with(CallField.JITTER_BUFFER_DEPTH_MAX, 40)
          .setting(BUFFER, String.valueOf(buffer))
          .setting(START, String.valueOf(start))
          .setting(LOW, String.valueOf(low))
          .setting(GRACE, String.valueOf(grace))
          .setting("streaming.chunk_size_ms", String.valueOf(chunk))
          .build();
    }
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

  private static void assertEffective(String at, Recommendation said, Streaming before) {
    Streaming after = before.with(said);
    Applied then = Applied.of(before.buffer(), before.start(), before.low(), before.chunk());
    Applied now = Applied.of(after.buffer(), after.start(), after.low(), after.chunk());
    assertThat(said.suggested()).as(at).isNotEqualTo(said.current().orElseThrow());
    switch (said.field()) {
      case LOW -> {
        assertThat(now.low()).as(at).isGreaterThan(then.low());
        assertThat(after.low())
            .as(at)
            .isLessThan(after.start())
            .isLessThanOrEqualTo(after.buffer() / 2);
      }
      case START -> {
        assertThat(now.warmUp()).as(at).isGreaterThan(then.warmUp());
        assertThat(after.start()).as(at).isLessThanOrEqualTo(after.buffer());
        assertThat(after.start() > after.low() || after.start() > 200 - after.chunk())
            .as(at)
            .isTrue();
      }
      case GRACE -> assertThat(after.appliedGrace()).as(at).isNotEqualTo(before.appliedGrace());
      default -> {
        assertThat(now).as(at).isNotEqualTo(then);
        assertThat(after.buffer()).as(at).isGreaterThanOrEqualTo(after.start());
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
