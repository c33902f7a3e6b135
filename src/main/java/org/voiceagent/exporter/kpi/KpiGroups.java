package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Groups tallies as a query asks, and works out the indicators of one group after the other. */
final class KpiGroups {
  /** What a page or a person can take in, and far more. */
  static final int MOST_ROWS = 5_000;

  private static final Comparator<List<String>> IN_ORDER = KpiGroups::compare;
  private static final int HOURS_OF_A_DAY = 24;
  private static final long SECONDS_OF_AN_HOUR = 3_600;

  private final KpiQuery query;
  private final List<List<String>> labelSets;
  private final KpiTallies tallies;
  private final KpiCatalog catalog;

  /**
   * @param labelSets pipeline, provider and model by number
   * @param maturity which periods are old enough
   */
  KpiGroups(KpiQuery query, List<List<String>> labelSets, Maturity maturity, KpiCatalog catalog) {
    this.query = query;
    this.labelSets = labelSets;
    this.tallies = new KpiTallies(maturity);
    this.catalog = catalog;
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
    if (groups.size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "these are "
              + groups.size()
              + " groups, more than "
              + MOST_ROWS
              + "; ask for a shorter time or group by less");
    }
    List<KpiRow> rows = new ArrayList<>(groups.size());
    groups.forEach((labels, members) -> rows.add(row(labels, members)));
    return rows;
  }

  /** A day that is kept as a whole has no hours. */
  private boolean isWanted(Rollups.Packed one) {
    boolean needsHours =
        query.by().contains(KpiQuery.HOUR) || query.by().contains(KpiQuery.HOUR_OF_WEEK);
    if (needsHours && one.end() - one.start() > 1) {
      return false;
    }
    List<String> values = labelSets.get(one.labelSet());
    for (int i = 0; i < values.size(); i++) {
      String wanted = query.where().get(KpiQuery.CALL_LABELS.get(i));
      if (wanted != null && !wanted.equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<String> labels(Rollups.Packed one) {
    List<String> labels = new ArrayList<>(query.by().size());
    for (String name : query.by()) {
      labels.add(
          switch (name) {
            case KpiQuery.HOUR -> time(one.start());
            case KpiQuery.DAY -> time(Math.floorDiv(one.start(), HOURS_OF_A_DAY) * HOURS_OF_A_DAY);
            case KpiQuery.HOUR_OF_WEEK -> hourOfWeek(one.start());
            default -> labelSets.get(one.labelSet()).get(KpiQuery.CALL_LABELS.indexOf(name));
          });
    }
    return labels;
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

  private KpiRow row(List<String> labels, List<Rollups.Packed> members) {
    tallies.clear();
    members.forEach(tallies::add);
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
