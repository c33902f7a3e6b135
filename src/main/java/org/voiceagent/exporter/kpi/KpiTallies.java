package org.voiceagent.exporter.kpi;

import java.util.EnumMap;
import java.util.Map;
import org.voiceagent.exporter.kpi.KpiFormula.Over;

/** The tallies of one group of calls: of all of them, and of those that are old enough. */
final class KpiTallies {
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

  /** Adds the packed tally of a period. */
  void add(Rollups.Packed one) {
    one.addTo(over(Over.ALL));
    if (maturity.dayHasPassed(one.end())) {
      one.addSumsTo(over(Over.DAY_PASSED));
    }
    if (maturity.weekHasPassed(one.end())) {
      one.addSumsTo(over(Over.WEEK_PASSED));
    }
    if (maturity.weekBeforeIsKnown(one.start())) {
      one.addSumsTo(over(Over.WEEK_KNOWN));
    }
  }

  /** The sum of the periods that are old enough. */
  Tally over(Over over) {
    return tallies.getOrDefault(over, new Tally());
  }
}
