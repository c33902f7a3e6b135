package org.voiceagent.exporter.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.Measure;

/** Against values worked out by hand. */
final class MeasureComparisonTest {
  private static final double[] AROUND = {0, 50, -50, 40, -40};

  @Test
  void fiveBlocksAllAboveFiveOthersHaveTwoOf252Orders() {
    MeasureEffect effect = compare(Measure.RESPONSE_LATENCY_MS, blocks(2_000), blocks(1_000));

    assertThat(effect.p()).isCloseTo(2.0 / 252, within(1e-12));
    assertThat(effect.before()).isEqualTo(2_002);
    assertThat(effect.after()).isEqualTo(1_002);
    assertThat(effect.shift()).isEqualTo(-1_000);
    assertThat(effect.effectSize()).isEqualTo(-1);
    assertThat(effect.isBetter()).isTrue();
    assertThat(effect.low()).isLessThanOrEqualTo(-1_000);
    assertThat(effect.high()).isBetween(-1_000.0, -900.0);
  }

  @Test
  void sharesAreComparedByFishersExactTest() {
    double[] everyFifth = IntStream.range(0, 25).mapToDouble(i -> i % 5 == 2 ? 1 : 0).toArray();
    MeasureEffect effect = compare(Measure.FELL_BACK, new double[25], everyFifth);

    // twice C(25,5) / C(50,5)
    assertThat(effect.p()).isCloseTo(2 * 53_130.0 / 2_118_760, within(1e-9));
    assertThat(effect.shares()).isTrue();
    assertThat(effect.shift()).isCloseTo(0.2, within(1e-12));
    assertThat(effect.isBetter()).isFalse();
  }

  @Test
  void sameSeriesTwiceDiffersByNothing() {
    MeasureEffect effect = compare(Measure.RESPONSE_LATENCY_MS, blocks(1_000), blocks(1_000));

    assertThat(effect.p()).isEqualTo(1);
    assertThat(effect.shift()).isZero();
    assertThat(effect.effectSize()).isZero();
  }

  @Test
  void fewerThan25ValuesTellNothing() {
    MeasureSeries few = new MeasureSeries(new double[24]);
    MeasureSeries enough = new MeasureSeries(new double[25]);

    assertThat(MeasureComparison.of(Measure.FAILED, true, few, enough, Optional.empty())).isEmpty();
  }

  @Test
  void risingSeriesCountsAsAThirdOfItsCalls() {
    double[] rising = IntStream.rangeClosed(1, 8).mapToDouble(i -> i).toArray();

    // two lags: 1 + 2 * 26.25 / 42 + 2 * 11.5 / 42
    assertThat(new MeasureSeries(rising).inflation()).isCloseTo(1 + 75.5 / 42, within(1e-12));
    assertThat(new MeasureSeries(new double[] {1, 9, 1, 9, 1, 9, 1, 9}).inflation()).isEqualTo(1);
  }

  @Test
  void restOfLessThanHalfABlockIsLeftOut() {
    double[] twelve = IntStream.rangeClosed(1, 12).mapToDouble(i -> i).toArray();
    double[] thirteen = IntStream.rangeClosed(1, 13).mapToDouble(i -> i).toArray();

    assertThat(new MeasureSeries(twelve).blockMedians(5)).containsExactly(3, 8);
    assertThat(new MeasureSeries(thirteen).blockMedians(5)).containsExactly(3, 8, 12);
  }

  @Test
  void smallestOfThreeProbabilitiesIsTakenThreefold() {
    List<MeasureEffect> corrected = HolmCorrection.correct(List.of(of(0.04), of(0.01), of(0.03)));

    assertThat(corrected.get(0).p()).isCloseTo(0.06, within(1e-12));
    assertThat(corrected.get(1).p()).isCloseTo(0.03, within(1e-12));
    assertThat(corrected.get(2).p()).isCloseTo(0.06, within(1e-12));
  }

  private static MeasureEffect of(double p) {
    return new MeasureEffect(Measure.FAILED, true, true, 50, 50, 0, 0, 0, 0, 0, 0, p);
  }

  /** Five blocks of five whose medians are the level and the four numbers above it. */
  private static double[] blocks(double level) {
    return IntStream.range(0, 25)
        .mapToDouble(i -> level + Math.floorDiv(i, 5) + AROUND[i % 5])
        .toArray();
  }

  private static MeasureEffect compare(Measure measure, double[] before, double[] after) {
    return MeasureComparison.of(
            measure,
            false,
            new MeasureSeries(before),
            new MeasureSeries(after),
            Optional.of(new Random(1)))
        .orElseThrow();
  }
}
