package org.voiceagent.exporter.experiment;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;

/**
 * Prints how often changes with a known effect get which verdict: the figures of {@code
 * docs/effects.md}, by {@code make effect-figures}.
 */
final class EffectFigures {
  static final int SIDE = 400;

  private static final int RUNS = Integer.getInteger("figures.runs", 200);

  @Test
  @Tag("figures")
  void print() {
    int runs = RUNS;
    System.out.println("| change | memory | calls a side | helped | no effect | harmed | open |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (double memory : new double[] {0, 0.3, 0.6, 0.9}) {
      for (int side : new int[] {100, 200, SIDE}) {
        row("none", runs, memory, side, Quality.USUAL);
        row("latency 20 % lower", runs, memory, side, Quality.USUAL.latency(0.8));
        row("calls with hits 12 % to 3 %", runs, memory, side, Quality.USUAL.hits(0.03));
        row("fallbacks 5 % to 20 %", runs, memory, side, Quality.USUAL.fallbacks(0.20));
      }
    }
  }

  private static void row(String name, int runs, double memory, int side, Quality after) {
    Map<EffectVerdict, Integer> verdicts = verdicts(runs, memory, side, after, s -> {});
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %d | %.1f %% | %.1f %% | %.1f %% | %.1f %% |%n",
        name,
        memory,
        side,
        share(verdicts, EffectVerdict.HELPED, runs),
        share(verdicts, EffectVerdict.NO_EFFECT, runs),
        share(verdicts, EffectVerdict.HARMED, runs),
        share(verdicts, EffectVerdict.INCONCLUSIVE, runs));
  }

  /** How many runs of how many calls a side end in which verdict. */
  static Map<EffectVerdict, Integer> verdicts(
      int runs, double memory, int side, Quality after, Consumer<Effect> each) {
    Map<EffectVerdict, Integer> verdicts = new EnumMap<>(EffectVerdict.class);
    for (int run = 0; run < runs; run++) {
      SimulatedCalls calls =
          new SimulatedCalls(1_000L * run + side, memory)
              .add(SIDE, "80", Quality.USUAL)
              .add(side, "120", after);
      Effect effect =
          calls.effects(Measure.LOW_WATERMARK_HITS_PER_MINUTE, Measure.RESPONSE_LATENCY_MS).get(0);
      each.accept(effect);
      verdicts.merge(effect.verdict(), 1, Integer::sum);
    }
    return verdicts;
  }

  private static double share(
      Map<EffectVerdict, Integer> verdicts, EffectVerdict verdict, int runs) {
    return 100.0 * verdicts.getOrDefault(verdict, 0) / runs;
  }
}
