package org.voiceagent.exporter.kpi;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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

  /**
   * Adds the tally of a period.
   *
   * @param start its first hour
   * @param end the hour after its last one
   */
  void add(Tally tally, int start, int end) {
    over(Over.ALL).add(tally);
    if (maturity.dayHasPassed(end)) {
      over(Over.DAY_PASSED).addSums(tally);
    }
    if (maturity.weekHasPassed(end)) {
      over(Over.WEEK_PASSED).addSums(tally);
    }
    if (maturity.weekBeforeIsKnown(start)) {
      over(Over.WEEK_KNOWN).addSums(tally);
    }
  }

  /** The sum of the periods that are old enough. */
  Tally over(Over over) {
    return Objects.requireNonNull(tallies.get(over));
  }
}
