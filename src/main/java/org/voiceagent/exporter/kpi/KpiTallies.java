package org.voiceagent.exporter.kpi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.voiceagent.exporter.kpi.KpiFormula.Over;

/** The tallies of one group of calls: of all of them, and of those that are old enough. */
final class KpiTallies {
  /** How many tallies there are of calls that are old enough. */
  private static final int MATURE = Over.values().length - 1;

  private final Maturity maturity;
  private final Map<Over, Tally> tallies = new EnumMap<>(Over.class);

  KpiTallies(Maturity maturity) {
    this.maturity = maturity;
    for (Over over : Over.values()) {
      tallies.put(over, new Tally());
    }
  }

  void clear() {
    tallies.values().forEach(Tally::clear);
  }

  /** Adds the packed tally of a period to each of these groups, and unpacks it once. */
  static void add(Rollups.Packed one, List<KpiTallies> groups) {
    List<Tally> whole = new ArrayList<>(groups.size());
    List<Tally> sumsOnly = new ArrayList<>(groups.size() * MATURE);
    for (KpiTallies group : groups) {
      whole.add(group.over(Over.ALL));
      if (group.maturity.dayHasPassed(one.end())) {
        sumsOnly.add(group.over(Over.DAY_PASSED));
      }
      if (group.maturity.weekHasPassed(one.end())) {
        sumsOnly.add(group.over(Over.WEEK_PASSED));
      }
      if (group.maturity.weekBeforeIsKnown(one.start())) {
        sumsOnly.add(group.over(Over.WEEK_KNOWN));
      }
    }
    one.addTo(whole, sumsOnly);
  }

  /** The sum of the periods that are old enough. */
  Tally over(Over over) {
    return Objects.requireNonNull(tallies.get(over));
  }
}
