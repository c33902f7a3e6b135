package org.voiceagent.exporter.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the values of days and looks for a change that lasts. What is usual is learned from
 * up to {@value #REFERENCE_DAYS} days that end a week before the value in question, or before the
 * change that is suspected. After a finding, everything before its start is forgotten, so that the
 * new level becomes the usual one.
 *
 * <p>One odd day is not a lasting change: deviations are cut at {@value #LARGEST_DEVIATION}.
 */
public abstract sealed class ShiftSearch permits Cusum, Ewma {
  private static final int REFERENCE_DAYS = 56;
  private static final int LAG_DAYS = 7;
  private static final double LARGEST_DEVIATION = 3;

  private final DetectionMethod method;
  private final double leastScale;

  ShiftSearch(DetectionMethod method, double leastScale) {
    this.method = method;
    this.leastScale = leastScale;
  }

  /** Forgets all values. */
  abstract void reset();

  /**
   * Takes the next value.
   *
   * @param index its place in the series
   * @param deviation how far it is from the usual, in usual deviations
   * @param learned from how many values the usual level was learned
   * @return the change, if it shows now
   */
  abstract Optional<Change> next(int index, double deviation, int learned);

  /** The place in the series from which a change is suspected, or a large number if none is. */
  abstract int suspectedFrom();

  /**
   * A change that shows.
   *
   * @param from the place of the first changed value in the series
   * @param up whether values are higher
   * @param score the statistic as a multiple of its limit
   */
  record Change(int from, boolean up, double score) {}

  /** The lasting changes in a series of days, the oldest first. */
  public final List<Anomaly> search(List<DatedValue> days) {
    List<Anomaly> found = new ArrayList<>();
    int begin = 0;
    reset();
    for (int i = 0; i < days.size(); i++) {
      DatedValue value = days.get(i);
      List<DatedValue> before = reference(days, begin, i);
      Optional<ReferenceLevel> usual = ReferenceLevel.of(Season.DAILY, before, leastScale);
      if (usual.isEmpty()) {
        continue;
      }
      double deviation = usual.get().deviation(value);
      double cut = Math.max(-LARGEST_DEVIATION, Math.min(LARGEST_DEVIATION, deviation));
      Optional<Change> change = next(i, cut, before.size());
      if (change.isPresent()) {
        found.add(anomaly(days, i, change.get(), usual.get()));
        begin = change.get().from();
        reset();
      }
    }
    return List.copyOf(found);
  }

  private List<DatedValue> reference(List<DatedValue> days, int begin, int current) {
    Instant newest = days.get(current).at().minus(Duration.ofDays(LAG_DAYS));
    Instant oldest = newest.minus(Duration.ofDays(REFERENCE_DAYS));
    int to = Math.min(current, suspectedFrom());
    while (to > begin && days.get(to - 1).at().isAfter(newest)) {
      to--;
    }
    int from = Math.min(begin, to);
    while (from < to && days.get(from).at().isBefore(oldest)) {
      from++;
    }
    return days.subList(from, to);
  }

  private Anomaly anomaly(List<DatedValue> days, int at, Change change, ReferenceLevel usual) {
    List<DatedValue> changed = days.subList(change.from(), at + 1);
    double all = changed.stream().mapToDouble(DatedValue::n).sum();
    double mean = changed.stream().mapToDouble(day -> day.value() * day.n()).sum() / all;
    double expected =
        changed.stream().mapToDouble(day -> usual.expected(day.at()) * day.n()).sum() / all;
    return new Anomaly(
        method,
        days.get(change.from()).at(),
        days.get(at).at(),
        change.up(),
        mean,
        expected,
        change.score());
  }
}
