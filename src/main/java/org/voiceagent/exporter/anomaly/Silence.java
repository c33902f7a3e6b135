package org.voiceagent.exporter.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds silence: hours without a call when calls were expected. What is expected in an hour is the
 * median number of calls in the same hour of the week, over up to {@value #MOST_WEEKS} weeks
 * before. An alarm needs {@value #EXPECTED_CALLS} expected calls since the last one. If calls came
 * independently, that many would fail to come once in 20,000 times (a Poisson process, e^-10). A
 * busy line is silent after one hour; a line with one call an hour, after ten.
 */
public final class Silence {
  /** So many calls must have failed to come. */
  private static final double EXPECTED_CALLS = 10;

  private static final int FEWEST_WEEKS = 3;
  private static final int MOST_WEEKS = 8;
  private static final Duration WEEK = Duration.ofDays(7);

  /** After a week of silence the same hours were silent before: nothing is expected any more. */
  private static final Duration LONGEST = WEEK;

  private final Map<Instant, Long> calls = new HashMap<>();
  private final Instant since;

  /**
   * @param hours how many calls each hour had, as the number of a value; hours without calls may be
   *     left out
   * @param since from when calls were counted: an earlier hour says nothing
   */
  public Silence(List<DatedValue> hours, Instant since) {
    hours.forEach(hour -> calls.merge(hour(hour.at()), hour.n(), Long::sum));
    this.since = since;
  }

  /**
   * The silence that goes on at a time, or empty if there is none, or if too few weeks are known.
   *
   * @param now the present; only hours that have passed are looked at
   */
  public Optional<Anomaly> at(Instant now) {
    Instant end = hour(now);
    double expected = 0;
    Instant start = end;
    for (Instant hour = end.minus(1, ChronoUnit.HOURS);
        !calls.containsKey(hour) && Duration.between(hour, end).compareTo(LONGEST) <= 0;
        hour = hour.minus(1, ChronoUnit.HOURS)) {
      OptionalDouble usual = usual(hour);
      if (usual.isEmpty()) {
        break;
      }
      if (usual.getAsDouble() > 0) {
        expected += usual.getAsDouble();
        start = hour;
      }
    }
    return expected < EXPECTED_CALLS
        ? Optional.empty()
        : Optional.of(
            new Anomaly(
                DetectionMethod.SILENCE,
                start,
                end.minus(1, ChronoUnit.HOURS),
                false,
                0,
                expected,
                expected / EXPECTED_CALLS));
  }

  /** The usual number of calls in an hour, or empty if too few weeks are known. */
  private OptionalDouble usual(Instant hour) {
    List<Long> weeks = new ArrayList<>();
    for (int week = 1; week <= MOST_WEEKS; week++) {
      Instant then = hour.minus(WEEK.multipliedBy(week));
      if (then.isBefore(since)) {
        break;
      }
      weeks.add(calls.getOrDefault(then, 0L));
    }
    if (weeks.size() < FEWEST_WEEKS) {
      return OptionalDouble.empty();
    }
    Collections.sort(weeks);
    int middle = weeks.size() / 2;
    // Of an even number the lower one: an alarm too few is better than one too many.
    return OptionalDouble.of(weeks.get(weeks.size() % 2 == 1 ? middle : middle - 1));
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }
}
