package org.voiceagent.exporter.ledger;

import java.util.List;

/** The totals that the ledger keeps beyond the end of the process. */
public interface Totals {

  /** Begins with these totals instead of none; called at most once, before anything is added. */
  void restore(List<SeriesTotal> totals);

  /** Adds a recorded call to the totals, as at a start. */
  void add(CountedCall call);

  /** All totals as they stand. */
  List<SeriesTotal> all();
}
