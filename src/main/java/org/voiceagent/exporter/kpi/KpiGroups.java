package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Groups tallies as a query asks, and works out the indicators of one group after the other. */
final class KpiGroups {
  /** What a page or a person can take in, and far more. */
  static final int MOST_ROWS = 5_000;

  /** Some 10 KB each: more than the days and hours of the week of a page need. */
  private static final int MOST_TOGETHER = 512;

  private static final Comparator<List<String>> IN_ORDER = KpiGroups::compare;
  private static final int HOURS_OF_A_DAY = 24;
  private static final long SECONDS_OF_AN_HOUR = 3_600;

  private final KpiQuery query;
  private final int from;
  private final int to;
  private final List<List<String>> labelSets;
  private final Maturity maturity;
  private final KpiCatalog catalog;
  private final Map<List<String>, KpiTallies> together = new TreeMap<>(IN_ORDER);
  private final boolean byTimeOnly;
  private final boolean needsHours;
  private final boolean[] wanted;
  private Optional<KpiTallies> newest = Optional.empty();
  private int newestStart;
  private String time = "";
  private int timeOf = Integer.MIN_VALUE;

  /**
   * @param labelSets pipeline, provider and model by number
   * @param maturity which periods are old enough
   */
  KpiGroups(KpiQuery query, List<List<String>> labelSets, Maturity maturity, KpiCatalog catalog) {
    this.query = query;
    this.from = query.firstHour();
    this.to = query.endHour();
    this.labelSets = labelSets;
    this.maturity = maturity;
    this.catalog = catalog;
    this.byTimeOnly = query.by().stream().noneMatch(KpiQuery.CALL_LABELS::contains);
    this.needsHours =
        query.by().contains(KpiQuery.HOUR) || query.by().contains(KpiQuery.HOUR_OF_WEEK);
    this.wanted = new boolean[labelSets.size()];
    for (int set = 0; set < wanted.length; set++) {
      wanted[set] = isWanted(labelSets.get(set));
    }
  }

  private boolean isWanted(List<String> values) {
    return query.where().entrySet().stream()
        .allMatch(
            one -> one.getValue().equals(values.get(KpiQuery.CALL_LABELS.indexOf(one.getKey()))));
  }

  /**
   * The rows, in the order of their labels.
   *
   * @throws IllegalArgumentException if there are too many
   */
  List<KpiRow> rows(List<Rollups.Packed> packed) {
    Map<List<String>, List<Rollups.Packed>> groups = new TreeMap<>(IN_ORDER);
    if (query.by().isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (Rollups.Packed one : packed) {
      if (isWanted(one)) {
        groups.computeIfAbsent(labels(one), labels -> new ArrayList<>()).add(one);
      }
    }
    refuseMoreThan(MOST_ROWS, groups.size());
    List<KpiRow> rows = new ArrayList<>(groups.size());
    KpiTallies tallies = new KpiTallies(maturity);
    List<KpiTallies> one = List.of(tallies);
    PeriodSum sum = new PeriodSum();
    groups.forEach(
        (labels, members) -> {
          tallies.clear();
          members.forEach(member -> sum.add(member, one));
          sum.flush();
          rows.add(row(labels, tallies));
        });
    return rows;
  }

  /**
   * The rows of several questions, in their order. Each packed tally is unpacked once for all of
   * them, for which the tallies of all groups are in memory at once.
   *
   * @throws IllegalArgumentException if there are too many groups for that
   */
  static List<List<KpiRow>> rows(List<KpiGroups> questions, List<Rollups.Packed> packed) {
    List<KpiTallies> takers = new ArrayList<>(questions.size());
    PeriodSum sum = new PeriodSum();
    for (Rollups.Packed one : packed) {
      takers.clear();
      for (KpiGroups question : questions) {
        if (question.isWanted(one)) {
          takers.add(question.tallies(one));
        }
      }
      sum.add(one, takers);
    }
    sum.flush();
    return questions.stream().map(KpiGroups::rows).toList();
  }

  /** Looked up once a period, if only the time decides. */
  private KpiTallies tallies(Rollups.Packed one) {
    if (!byTimeOnly || newest.isEmpty() || one.start() != newestStart) {
      newest = Optional.of(tallies(labels(one)));
      newestStart = one.start();
    }
    return newest.get();
  }

  private KpiTallies tallies(List<String> labels) {
    KpiTallies known = together.get(labels);
    if (known != null) {
      return known;
    }
    refuseMoreThan(MOST_TOGETHER, together.size() + 1);
    KpiTallies begun = new KpiTallies(maturity);
    together.put(labels, begun);
    return begun;
  }

  private List<KpiRow> rows() {
    if (query.by().isEmpty()) {
      tallies(List.of());
    }
    return together.entrySet().stream().map(one -> row(one.getKey(), one.getValue())).toList();
  }

  private static void refuseMoreThan(int most, int groups) {
    if (groups > most) {
      throw new IllegalArgumentException(
          "these are "
              + groups
              + " groups, more than "
              + most
              + "; ask for a shorter time or group by less");
    }
  }

  /** A day that is kept as a whole has no hours. */
  private boolean isWanted(Rollups.Packed one) {
    return one.start() >= from
        && one.start() < to
        && wanted[one.labelSet()]
        && (!needsHours || one.end() - one.start() == 1);
  }

  private List<String> labels(Rollups.Packed one) {
    List<String> labels = new ArrayList<>(query.by().size());
    for (String name : query.by()) {
      int label = KpiQuery.CALL_LABELS.indexOf(name);
      labels.add(label < 0 ? time(name, one.start()) : labelSets.get(one.labelSet()).get(label));
    }
    return labels;
  }

  /** All label sets of a period follow one another, and there is one label of time at most. */
  private String time(String by, int start) {
    if (start != timeOf) {
      timeOf = start;
      time =
          switch (by) {
            case KpiQuery.DAY -> time(Math.floorDiv(start, HOURS_OF_A_DAY) * HOURS_OF_A_DAY);
            case KpiQuery.HOUR_OF_WEEK -> hourOfWeek(start);
            default -> time(start);
          };
    }
    return time;
  }

  /** The first hour of 1970 was on a Thursday. */
  private static String hourOfWeek(int hour) {
    int ofWeek = Math.floorMod(hour + 3 * HOURS_OF_A_DAY, 7 * HOURS_OF_A_DAY);
    return String.format(
        Locale.ROOT, "%d-%02d", 1 + ofWeek / HOURS_OF_A_DAY, ofWeek % HOURS_OF_A_DAY);
  }

  private static String time(int hour) {
    return Instant.ofEpochSecond(hour * SECONDS_OF_AN_HOUR).toString();
  }

  private KpiRow row(List<String> labels, KpiTallies tallies) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      named.put(query.by().get(i), labels.get(i));
    }
    return new KpiRow(named, catalog.values(tallies));
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
