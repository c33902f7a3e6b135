package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question about calls: which period, how to group them, and which of them. The period consists
 * of whole hours: it begins with the hour of {@code from} and ends with the hour before {@code to},
 * or with the hour of {@code to} if that is not on the hour.
 *
 * @param from the start of the period
 * @param to the end of the period, after the start
 * @param by what to group by, in this order: {@code pipeline_name}, {@code provider_id}, {@code
 *     model_variant}, {@code hour}, {@code day}, {@code hour_of_week}; empty for one group of all
 * @param where the values that the first three must have; empty for all calls
 */
public record KpiQuery(Instant from, Instant to, List<String> by, Map<String, String> where) {
  /** By which labels of a call it can be asked. */
  public static final List<String> CALL_LABELS =
      List.of("pipeline_name", "provider_id", "model_variant");

  /** Groups calls by the hour in which they ended. */
  public static final String HOUR = "hour";

  /**
   * Groups calls by the hour of the week in UTC, from {@code 1-00}, which is Monday at midnight.
   */
  public static final String HOUR_OF_WEEK = "hour_of_week";

  /** Groups calls by the day in UTC on which they ended. */
  public static final String DAY = "day";

  private static final Set<String> TIMES = Set.of(HOUR, DAY, HOUR_OF_WEEK);

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException with a sentence for the one who asked, if the period is empty
   *     or a name is unknown or given twice
   */
  public KpiQuery {
    by = List.copyOf(by);
    where = Map.copyOf(where);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to");
    }
    for (String name : by) {
      if (!CALL_LABELS.contains(name) && !TIMES.contains(name)) {
        throw new IllegalArgumentException(
            "by takes pipeline_name, provider_id, model_variant, hour, day and hour_of_week");
      }
    }
    if (Set.copyOf(by).size() < by.size() || by.stream().filter(TIMES::contains).count() > 1) {
      throw new IllegalArgumentException(
          "by takes each name once, and only one of hour, day and hour_of_week");
    }
    if (!CALL_LABELS.containsAll(where.keySet())) {
      throw new IllegalArgumentException(
          "calls are chosen by pipeline_name, provider_id and model_variant");
    }
  }

  /** The first hour, counted from 1970. */
  int firstHour() {
    return KpiHistory.hour(from.getEpochSecond());
  }

  /** The hour after the last one. */
  int endHour() {
    return KpiHistory.hour(to.plus(1, ChronoUnit.HOURS).minusNanos(1).getEpochSecond());
  }
}
