package org.voiceagent.exporter.ledger;

import java.util.List;
import java.util.Set;

/** The totals that the ledger keeps beyond the end of the process. Thread-safe. */
public interface Totals {

  /**
   * Starts from recorded values instead of none; called at most once, before anything is added.
   *
   * @param totals of counters and histograms
   * @param gauges the newest value of each gauge, with its time, however old
   */
  void restore(List<SeriesTotal> totals, List<Change.Set> gauges);

  /** Adds a recorded entry to the totals, as at a start. */
  void add(Entry entry);

  /**
   * Drops the exemplars that lead to these calls; the totals themselves stay.
   *
   * @param origins the ids of the calls
   */
  void forget(Set<String> origins);

  /** The totals of all counters and histograms. */
  List<SeriesTotal> all();

  /** The newest value of each gauge, with its time. */
  List<Change.Set> gauges();
}
