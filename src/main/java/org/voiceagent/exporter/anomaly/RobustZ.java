package org.voiceagent.exporter.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds single odd values: those whose distance from the median of the days before, at this hour of
 * the day or on this day of the week, is above a limit in robust standard deviations (modified
 * z-score; B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993). Odd values in a
 * row are one anomaly. Right for spikes; a shift that lasts becomes usual after some weeks.
 */
public final class RobustZ {
  /**
   * The limit for values of a day. Iglewicz and Hoaglin's is 3.5; with medians of only eight values
   * for each day of the week, it would be exceeded by chance once in 20 weeks.
   */
  private static final double DAILY_LIMIT = 5;

  /** There are 24 times as many hours as days, so that an hour must be odder to be reported. */
  private static final double HOURLY_LIMIT = 6;

  /** Weeks enough to know each day of the week; hours are known after half of that. */
  private static final int DAYS = 56;

  private static final int DAYS_OF_HOURS = 28;

  private final Season season;
  private final double leastScale;

  /**
   * @param season the step of the series
   * @param leastScale a deviation that never counts as unusual, in the unit of the values; 0 or
   *     more
   */
  public RobustZ(Season season, double leastScale) {
    this.season = season;
    this.leastScale = leastScale;
  }

  /**
   * The odd values of a series at or after a time, the oldest first.
   *
   * @param series values in the order of time
   * @param from values before this are only compared with
   */
  public List<Anomaly> search(List<DatedValue> series, Instant from) {
    List<Anomaly> found = new ArrayList<>();
    Optional<ReferenceLevel> usual = Optional.empty();
    Instant day = Instant.MIN;
    int previous = Integer.MIN_VALUE;
    for (int i = 0; i < series.size(); i++) {
      DatedValue value = series.get(i);
      if (value.at().isBefore(from)) {
        continue;
      }
      Instant today = value.at().truncatedTo(ChronoUnit.DAYS);
      if (!today.equals(day)) {
        // An odd hour must not make the next hours of its day look usual.
        day = today;
        usual = ReferenceLevel.of(season, before(series, i, today), leastScale);
      }
      Optional<Anomaly> odd = usual.flatMap(level -> odd(level, value));
      if (odd.isPresent()) {
        add(found, odd.get(), previous == i - 1);
        previous = i;
      }
    }
    return List.copyOf(found);
  }

  /** The values of the days before. */
  private List<DatedValue> before(List<DatedValue> series, int index, Instant today) {
    Duration compared = Duration.ofDays(season == Season.HOURLY ? DAYS_OF_HOURS : DAYS);
    Instant since = today.minus(compared);
    int to = index;
    while (to > 0 && !series.get(to - 1).at().isBefore(today)) {
      to--;
    }
    int oldest = to;
    while (oldest > 0 && !series.get(oldest - 1).at().isBefore(since)) {
      oldest--;
    }
    return series.subList(oldest, to);
  }

  private Optional<Anomaly> odd(ReferenceLevel usual, DatedValue value) {
    double z = usual.deviation(value);
    double limit = season == Season.HOURLY ? HOURLY_LIMIT : DAILY_LIMIT;
    if (Math.abs(z) <= limit) {
      return Optional.empty();
    }
    double expected = usual.expected(value.at());
    return Optional.of(
        new Anomaly(
            DetectionMethod.ROBUST_Z,
            value.at(),
            value.at(),
            z > 0,
            value.value(),
            expected,
            Math.abs(z)));
  }

  /** An odd value right behind another one in the same direction belongs to it, over any gap. */
  private static void add(List<Anomaly> found, Anomaly odd, boolean next) {
    int last = found.size() - 1;
    boolean goesOn = next && last >= 0 && found.get(last).up() == odd.up();
    if (goesOn) {
      Anomaly first = found.get(last);
      found.set(
          last,
          new Anomaly(
              odd.method(),
              first.start(),
              odd.detectedAt(),
              odd.up(),
              odd.value(),
              odd.expected(),
              odd.score()));
    } else {
      found.add(odd);
    }
  }
}
