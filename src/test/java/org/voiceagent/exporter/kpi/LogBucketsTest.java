package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LogBucketsTest {

  @Test
  void everyLatencyIsWithinTheStatedErrorOfItsBucket() {
    for (double seconds = LogBuckets.SHORTEST; seconds <= 120; seconds *= 1.0007) {
      assertThat(LogBuckets.seconds(LogBuckets.of(seconds)))
          .isCloseTo(seconds, Percentage.withPercentage(100 * LogBuckets.ERROR + 1e-9));
    }
    assertThat(LogBuckets.of(0)).isZero();
    assertThat(LogBuckets.of(1e9)).isEqualTo(LogBuckets.COUNT - 1);
  }

  /** By sorting all values: the independent way. */
  @Test
  void percentilesAreTheNearestRankWithinTheStatedError() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      double[] values = new double[1 + random.nextInt(400)];
      Tally tally = new Tally();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.min(120, Math.exp(random.nextGaussian()));
        tally.add(Spread.RESPONSE, LogBuckets.of(values[i]), 1);
      }
      Arrays.sort(values);
      for (int percent : new int[] {1, 7, 50, 95, 99, 100}) {
        int place = (percent * values.length + 99) / 100;
        assertThat(tally.percentile(Spread.RESPONSE, percent / 100.0))
            .as("p%d of %d", percent, values.length)
            .isCloseTo(values[place - 1], Percentage.withPercentage(100 * LogBuckets.ERROR + 1e-9));
      }
    }
  }
}
