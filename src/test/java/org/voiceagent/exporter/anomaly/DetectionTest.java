package org.voiceagent.exporter.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DetectionTest {
  private static final Instant BEGIN = SimulatedFigures.BEGIN;

  private static List<DatedValue> days(int days, DoubleUnaryOperator change) {
    return new SimulatedFigures(Season.DAILY, 0, false).series(7, days, change);
  }

  private static Instant day(int day) {
    return BEGIN.plus(Duration.ofDays(day));
  }

  /** The worked example of the tabular CUSUM: mean 10, sigma 1, a shift to 11 at the 21st value. */
  @Test
  void cusumFindsTheShiftOfMontgomerysExampleAndItsStart() {
    double[] published = {
      9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40,
      10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62,
      11.31, 10.52
    };
    // The statistic alone, with the published mean and deviation, so that nothing is learned.
    Cusum cusum = new Cusum(0);
    int found = -1;
    int from = -1;
    for (int i = 0; i < published.length && found < 0; i++) {
      var change = cusum.next(i, published[i] - 10, Integer.MAX_VALUE);
      if (change.isPresent()) {
        found = i;
        from = change.get().from();
      }
    }

    // Montgomery, table 9.1: C+ exceeds 5 first at period 29, and was last 0 at period 22.
    assertThat(found + 1).isEqualTo(29);
    assertThat(from + 1).isEqualTo(23);
  }

  @Test
  void cusumSaysWhenALastingShiftBegan() {
    List<Anomaly> found = new Cusum(0).search(days(140, day -> day >= 90 ? 2 : 0));

    assertThat(found).hasSize(1);
    Anomaly shift = found.get(0);
    assertThat(shift.method()).isEqualTo(DetectionMethod.CUSUM);
    assertThat(shift.up()).isTrue();
    assertThat(shift.start()).isBetween(day(87), day(93));
    assertThat(shift.detectedAt()).isBetween(day(91), day(100));
    assertThat(shift.value() - shift.expected()).isCloseTo(2, within(1.0));
    assertThat(shift.score()).isGreaterThan(1);
  }

  @Test
  void ewmaFindsASlowDriftDownwards() {
    List<Anomaly> found = new Ewma(0).search(days(160, day -> -Math.max(0, 0.1 * (day - 90))));

    assertThat(found).isNotEmpty();
    assertThat(found.get(0).up()).isFalse();
    assertThat(found.get(0).detectedAt()).isBetween(day(91), day(125));
    assertThat(found.get(0).start()).isBefore(found.get(0).detectedAt());
  }

  @Test
  void robustZFindsOneOddDayOnlyAndShiftMethodsIgnoreIt() {
    List<DatedValue> series = days(140, day -> day == 100 ? 14 : 0);

    List<Anomaly> odd = new RobustZ(Season.DAILY, 0).search(series, day(90));
    assertThat(odd).extracting(Anomaly::start).containsExactly(day(100));
    List<DatedValue> without = days(140, day -> 0);
    assertThat(new Cusum(0).search(series)).hasSameSizeAs(new Cusum(0).search(without));
    assertThat(new Ewma(0).search(series)).hasSameSizeAs(new Ewma(0).search(without));
  }

  @Test
  void oddHoursInARowAreOneAnomalyWithTheTimeOfTheFirst() {
    DoubleUnaryOperator outage = day -> day >= 60.5 && day < 60.7 ? 15 : 0;
    List<DatedValue> series = new SimulatedFigures(Season.HOURLY, 0, false).series(3, 62, outage);

    List<Anomaly> found = new RobustZ(Season.HOURLY, 0).search(series, day(60));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).start()).isEqualTo(BEGIN.plus(Duration.ofHours(60 * 24 + 12)));
    assertThat(found.get(0).detectedAt()).isAfter(found.get(0).start());
  }

  @Test
  void anUsualRhythmOfTheWeekIsNoAnomaly() {
    List<DatedValue> weeks = new ArrayList<>();
    for (int day = 0; day < 90; day++) {
      double weekend = Season.DAILY.phase(day(day)) >= 5 ? 40 : 0;
      weeks.add(new DatedValue(day(day), 100 - weekend + day % 3, 50));
    }

    assertThat(new RobustZ(Season.DAILY, 0).search(weeks, day(50))).isEmpty();
  }

  @Test
  void nothingIsSaidOfFewValuesOrOfValuesThatNeverVary() {
    List<DatedValue> constant = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      constant.add(new DatedValue(day(day), day == 59 ? 0.2 : 1, 50));
    }
    List<DatedValue> few = days(27, day -> day == 26 ? 50 : 0);

    assertThat(new RobustZ(Season.DAILY, 0).search(few, BEGIN)).isEmpty();
    assertThat(new Cusum(0).search(few)).isEmpty();
    assertThat(new RobustZ(Season.DAILY, 0).search(constant, BEGIN)).isEmpty();
    assertThat(new RobustZ(Season.DAILY, 0.02).search(constant, BEGIN))
        .as("with a least deviation, a drop from 100 % to 20 % shows")
        .extracting(Anomaly::start)
        .containsExactly(day(59));
  }

  @Test
  void aValueOfFewCallsHasToBeOdderThanOneOfMany() {
    List<DatedValue> series = new ArrayList<>(days(60, day -> 0));
    double usual = 60;
    series.add(new DatedValue(day(61), usual + 12, 4));
    List<DatedValue> ofMany = new ArrayList<>(days(60, day -> 0));
    ofMany.add(new DatedValue(day(61), usual + 12, 400));

    assertThat(new RobustZ(Season.DAILY, 0).search(series, day(60))).isEmpty();
    assertThat(new RobustZ(Season.DAILY, 0).search(ofMany, day(60))).hasSize(1);
  }

  @Test
  void gapsDoNotMoveTheStartOfAShift() {
    List<DatedValue> series = new ArrayList<>(days(140, day -> day >= 90 ? 3 : 0));
    series.removeIf(value -> !value.at().isBefore(day(80)) && value.at().isBefore(day(88)));

    List<Anomaly> found = new Cusum(0).search(series);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).start()).isBetween(day(88), day(92));
  }

  @ParameterizedTest
  @CsvSource({"30, 1", "5, 3"})
  void silenceIsFoundOnceEnoughCallsFailedToCome(double peak, int hours) {
    int from = 24 * 42 + 10;
    Instant began = BEGIN.plus(Duration.ofHours(from));
    Silence silence = new Silence(SimulatedFigures.traffic(5, 60, peak, from), BEGIN);

    assertThat(silence.at(began)).isEmpty();
    Anomaly found = silence.at(began.plus(Duration.ofHours(hours))).orElseThrow();
    assertThat(found.method()).isEqualTo(DetectionMethod.SILENCE);
    assertThat(found.start()).isEqualTo(began);
    assertThat(found.value()).isZero();
    assertThat(found.expected()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void nightsWeekendsAndTheFirstWeeksAreNoSilence() {
    List<DatedValue> hours = SimulatedFigures.traffic(5, 60, 5, Integer.MAX_VALUE);
    List<DatedValue> officeHours =
        hours.stream()
            .filter(hour -> Season.HOURLY.phase(hour.at()) >= 8)
            .filter(hour -> Season.HOURLY.phase(hour.at()) < 18)
            .filter(hour -> Season.DAILY.phase(hour.at()) < 5)
            .toList();
    Silence silence = new Silence(officeHours, BEGIN);
    for (int hour = 1; hour < 24 * 60; hour++) {
      assertThat(silence.at(BEGIN.plus(Duration.ofHours(hour)))).isEmpty();
    }

    Silence young = new Silence(officeHours.subList(0, 60), BEGIN);
    assertThat(young.at(day(14))).as("two weeks are too few").isEmpty();
  }

  @Test
  void falseAlarmsStayAsRareAsTheDocumentationSays() {
    for (DetectionMethod method : List.of(DetectionMethod.EWMA, DetectionMethod.CUSUM)) {
      assertThat(AnomalyFigures.falseAlarmsAWeek(20, method)).as("%s", method).isLessThan(0.05);
    }
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThatThrownBy(() -> new DatedValue(BEGIN, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatedValue(BEGIN, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
