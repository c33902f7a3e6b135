package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.voiceagent.exporter.chart.ChartPoint;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.kpi.KpiValue;

/** The indicators of a time, those of the time before it, and how they went step by step. */
final class KpiView {
  /** Up to this length the steps are hours. */
  private static final Duration LONGEST_BY_HOUR = Duration.ofDays(3);

  private static final int MOST_STEPS = 1_000;
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

  private final TimeRange range;
  private final Map<String, KpiValue> now;
  private final Map<String, KpiValue> before;
  private final List<Step> steps;
  private final Map<String, Map<String, KpiValue>> week;

  /** One hour or day; empty values if no call ended in it. */
  private record Step(Instant at, String label, boolean over, Map<String, KpiValue> values) {}

  /** What can be known besides the indicators of the whole time. */
  enum Part {
    /** The time before, if the history goes back to its start. */
    BEFORE,
    /** Hours or days. */
    STEPS,
    /** Hours of the week. */
    WEEK
  }

  private KpiView(KpiReports reports, TimeRange range, Map<String, String> where, Set<Part> parts) {
    this.range = range;
    boolean comparable = !reports.since().isAfter(range.before().from());
    Map<Part, KpiQuery> asked = new EnumMap<>(Part.class);
    if (parts.contains(Part.BEFORE) && comparable) {
      asked.put(Part.BEFORE, query(range.before(), List.of(), where));
    }
    if (parts.contains(Part.STEPS)) {
      asked.put(Part.STEPS, query(range, List.of(step(range)), where));
    }
    if (parts.contains(Part.WEEK)) {
      asked.put(Part.WEEK, query(wholeHours(range), List.of(KpiQuery.HOUR_OF_WEEK), where));
    }
    List<KpiQuery> all = new ArrayList<>(asked.values());
    all.add(query(range, List.of(), where));
    Iterator<List<KpiRow>> answers = rows(reports, all).iterator();
    Map<Part, List<KpiRow>> known = new EnumMap<>(Part.class);
    asked.keySet().forEach(part -> known.put(part, answers.next()));
    this.now = byName(answers.next().get(0));
    this.before =
        known.getOrDefault(Part.BEFORE, List.of()).stream()
            .findFirst()
            .map(KpiView::byName)
            .orElse(Map.of());
    this.steps =
        parts.contains(Part.STEPS) ? steps(known.getOrDefault(Part.STEPS, List.of())) : List.of();
    this.week = byLabel(known.getOrDefault(Part.WEEK, List.of()), KpiQuery.HOUR_OF_WEEK);
  }

  /**
   * Asks for all that is wanted at once.
   *
   * @throws RefusedException if the time is too long
   */
  static KpiView of(KpiReports reports, TimeRange range, Map<String, String> where, Part... parts) {
    return new KpiView(reports, range, where, Set.of(parts));
  }

  /** From the first whole hour on: a week would have the hour that it cuts twice. */
  private static TimeRange wholeHours(TimeRange range) {
    Instant hour = range.from().truncatedTo(ChronoUnit.HOURS);
    Instant from = hour.equals(range.from()) ? hour : hour.plus(1, ChronoUnit.HOURS);
    return from.isBefore(range.to()) ? new TimeRange(from, range.to()) : range;
  }

  private static KpiQuery query(TimeRange when, List<String> by, Map<String, String> where) {
    return new KpiQuery(when.from(), when.to(), by, where);
  }

  /** The answers to queries. */
  static List<List<KpiRow>> rows(KpiReports reports, List<KpiQuery> queries) {
    try {
      return reports.rows(queries);
    } catch (IllegalArgumentException tooMany) {
      throw RefusedException.badRequest(tooMany.getMessage());
    }
  }

  private static Map<String, Map<String, KpiValue>> byLabel(List<KpiRow> rows, String label) {
    Map<String, Map<String, KpiValue>> values = new HashMap<>();
    rows.forEach(row -> values.put(row.labels().get(label), byName(row)));
    return values;
  }

  /** Of several currencies the first. */
  private static Map<String, KpiValue> byName(KpiRow row) {
    Map<String, KpiValue> values = new HashMap<>();
    row.values().forEach(value -> values.putIfAbsent(value.kpi().name(), value));
    return values;
  }

  private List<Step> steps(List<KpiRow> rows) {
    boolean hourly = isHourly();
    ChronoUnit unit = hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    Map<String, Map<String, KpiValue>> known = byLabel(rows, step(range));
    List<Step> all = new ArrayList<>();
    Instant at = range.from().truncatedTo(unit);
    if (!hourly && at.isBefore(range.from())) {
      // A part of a day would look like a fall.
      at = at.plus(1, unit);
    }
    while (at.isBefore(range.to()) && all.size() < MOST_STEPS) {
      String label = (hourly ? HOUR : DAY).format(at.atZone(ZoneOffset.UTC));
      Instant next = at.plus(1, unit);
      boolean over = !next.isAfter(range.to());
      all.add(new Step(at, label, over, known.getOrDefault(at.toString(), Map.of())));
      at = next;
    }
    return all;
  }

  /** Whether a step is an hour, rather than a day. */
  boolean isHourly() {
    return step(range).equals(KpiQuery.HOUR);
  }

  /** How the steps of a time are called in queries: hour or day. */
  static String step(TimeRange range) {
    return range.length().compareTo(LONGEST_BY_HOUR) <= 0 ? KpiQuery.HOUR : KpiQuery.DAY;
  }

  /** The time. */
  TimeRange range() {
    return range;
  }

  /** The time that the steps cover: from the start of the first to the end of the last. */
  TimeRange stepped() {
    if (steps.isEmpty()) {
      return range;
    }
    Duration step = isHourly() ? Duration.ofHours(1) : Duration.ofDays(1);
    return new TimeRange(steps.get(0).at(), steps.get(steps.size() - 1).at().plus(step));
  }

  /** An indicator of the whole time. */
  Optional<KpiValue> now(String kpi) {
    return Optional.ofNullable(now.get(kpi));
  }

  /** The same of the time before. */
  Optional<KpiValue> before(String kpi) {
    return Optional.ofNullable(before.get(kpi));
  }

  /** The indicator step by step, in the unit of a chart; a step without a value is a gap. */
  List<ChartPoint> points(String kpi) {
    return steps.stream().map(step -> point(step, kpi)).toList();
  }

  /** A number of calls of a part of a step would look like a fall. */
  private static ChartPoint point(Step step, String kpi) {
    ChartPoint point = point(step.label(), Optional.ofNullable(step.values().get(kpi)));
    boolean counts =
        Optional.ofNullable(step.values().get(kpi))
            .filter(value -> value.kpi().unit().format() == Kpi.Format.COUNT)
            .isPresent();
    return step.over() || !counts
        ? point
        : new ChartPoint(point.label(), OptionalDouble.empty(), point.shown() + ", so far");
  }

  /** An indicator by the hour of the week in UTC, Monday at midnight first. */
  List<ChartPoint> week(String kpi) {
    List<ChartPoint> hours = new ArrayList<>();
    String[] days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (int day = 0; day < days.length; day++) {
      for (int hour = 0; hour < 24; hour++) {
        String key = String.format(Locale.ROOT, "%d-%02d", day + 1, hour);
        String label = String.format(Locale.ROOT, "%s %02d:00", days[day], hour);
        hours.add(point(label, Optional.ofNullable(week.getOrDefault(key, Map.of()).get(kpi))));
      }
    }
    return hours;
  }

  private static ChartPoint point(String label, Optional<KpiValue> value) {
    if (value.isEmpty()) {
      return new ChartPoint(label, OptionalDouble.empty(), "no calls");
    }
    KpiValue known = value.get();
    String unit = known.kpi().unit().label();
    String shown =
        known.value().isPresent()
            ? FigureText.of(known.value().getAsDouble(), unit).text() + ", n = " + known.n()
            : known.absentBecause();
    return new ChartPoint(label, FigureText.charted(known.value(), unit), shown);
  }
}
