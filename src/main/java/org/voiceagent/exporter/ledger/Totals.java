package org.voiceagent.exporter.ledger;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/** The totals that the ledger keeps beyond the end of the process. */
public interface Totals {

  /** Begins with these totals instead of none; called at most once, before anything is added. */
  void restore(List<SeriesTotal> totals);

  /** Adds a recorded call to the totals, as at a start. */
  void add(Entry call);

  /** Drops the marks by which totals lead to these calls; the totals themselves stay. */
  void forget(Set<CallId> calls);

  /** All totals as they stand. */
  List<SeriesTotal> all();
}
