package org.voiceagent.exporter.callmetrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.SampleWriter;

/** The families about single calls, and the calls they show. Not thread-safe. */
final class RecentFamilies {
  private final List<Family> families;
  private final RecentCallWindow calls;
  private List<RecentFamily> newest = List.of();
  private boolean changed = true;

  /**
   * @param most how many calls to show
   * @param oldest how long after its end a call is shown
   */
  RecentFamilies(List<Mapping<CallReport>> mappings, int most, Duration oldest) {
    this.families = mappings.stream().map(Mapping::family).toList();
    this.calls = new RecentCallWindow(most, oldest);
  }

  /** Whether the call is shown, or would be if it were put here now. */
  boolean wants(CallSession session, Instant now) {
    return calls.wants(session.id(), session.endedAt(), now);
  }

  /** Shows a call, or updates it; returns how many calls are no longer shown because of it. */
  int put(RecentCall call, Instant now) {
    changed = true;
    return calls.put(call, now);
  }

  /** Drops the calls that have become too old, and returns how many. */
  int prune(Instant now) {
    int dropped = calls.prune(now);
    changed |= dropped > 0;
    return dropped;
  }

  /** Stops showing these calls. */
  void forget(Set<CallId> forgotten) {
    changed = true;
    calls.forget(forgotten);
  }

  /** The families as they stand now that may have samples of these names; empty: all. */
  List<RecentFamily> snapshot(Set<String> names) {
    if (changed) {
      List<RecentCall> shown = calls.list();
      List<RecentFamily> made = new ArrayList<>();
      for (int i = 0; i < families.size(); i++) {
        made.add(new RecentFamily(families.get(i), i, shown));
      }
      newest = List.copyOf(made);
      changed = false;
    }
    return newest.stream().filter(family -> family.family().mayHave(names)).toList();
  }

  /**
   * One of the families at one moment.
   *
   * @param place its place among them
   * @param calls the calls it shows
   */
  record RecentFamily(Family family, int place, List<RecentCall> calls) implements FamilySamples {
    @Override
    public void write(SampleWriter out) {
      calls.forEach(call -> call.write(place, out));
    }
  }
}
