package org.voiceagent.exporter.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * How many calls each rule fired for, day by day (UTC), as far as calls are remembered.
 *
 * @param days the days of the rules that fired, by rule key; each list has every day of the period,
 *     oldest first
 */
public record RuleHistory(Map<String, List<Day>> days) {
  /** Nothing is remembered. */
  public static final RuleHistory NONE = new RuleHistory(Map.of());

  /** The most days that are looked at. */
  public static final int MOST_DAYS = 90;

  /** Copies the map. */
  public RuleHistory {
    days = Map.copyOf(days);
  }

  /**
   * One day of a rule.
   *
   * @param date the day
   * @param judged how many calls the rule could judge
   * @param fired for how many of them its condition held
   */
  public record Day(LocalDate date, int judged, int fired) {}

  /** The days of a rule, oldest first; empty if it has not fired. */
  public List<Day> of(String ruleKey) {
    return days.getOrDefault(ruleKey, List.of());
  }

  /** Counts all rules in one pass over the remembered calls. */
  static RuleHistory of(RecentCalls history, Instant now, int mostDays) {
    Map<LocalDate, Counts> byDay = new TreeMap<>();
    LocalDate last = day(now);
    LocalDate first = last.minusDays(Math.min(mostDays, MOST_DAYS) - 1L);
    for (int i = 0; !first.plusDays(i).isAfter(last); i++) {
      byDay.put(first.plusDays(i), new Counts());
    }
    Instant from = first.atStartOfDay().toInstant(ZoneOffset.UTC);
    for (LabelSet labels : history.labelSets()) {
      for (Observation call : history.last(labels, Instant.MAX, Integer.MAX_VALUE)) {
        if (call.endedAt().isBefore(from)) {
          break;
        }
        Counts counts = byDay.get(day(call.endedAt()));
        if (counts != null) {
          counts.add(call);
        }
      }
    }
    Map<String, List<Day>> days = new HashMap<>();
    byDay.values().stream()
        .flatMap(counts -> counts.fired.keySet().stream())
        .distinct()
        .forEach(rule -> days.put(rule, days(rule, byDay)));
    return new RuleHistory(days);
  }

  private static List<Day> days(String rule, Map<LocalDate, Counts> byDay) {
    List<Day> days = new ArrayList<>();
    byDay.forEach(
        (date, counts) ->
            days.add(
                new Day(
                    date,
                    counts.calls - counts.unjudged.getOrDefault(rule, 0),
                    counts.fired.getOrDefault(rule, 0))));
    return List.copyOf(days);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static final class Counts {
    private final Map<String, Integer> fired = new HashMap<>();
    private final Map<String, Integer> unjudged = new HashMap<>();
    private int calls;

    void add(Observation call) {
      calls++;
      call.fired().forEach(rule -> fired.merge(rule, 1, Integer::sum));
      call.unjudged().forEach(rule -> unjudged.merge(rule, 1, Integer::sum));
    }
  }
}
