package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallId;

/** The ids of the calls that ended last, at most so many. Not thread-safe. */
final class NewestCalls {
  private final int most;
  private final TreeSet<Ended> newestFirst =
      new TreeSet<>(Comparator.comparing(Ended::at).thenComparing(Ended::id).reversed());

  /** A call and when it ended. */
  record Ended(CallId id, Instant at) {}

  NewestCalls(int most) {
    this.most = most;
  }

  void add(CallId id, Instant endedAt) {
    newestFirst.add(new Ended(id, endedAt));
    if (newestFirst.size() > most) {
      newestFirst.pollLast();
    }
  }

  void forget(Set<CallId> calls) {
    newestFirst.removeIf(ended -> calls.contains(ended.id()));
  }

  /** Newest first. */
  List<Ended> list() {
    return List.copyOf(newestFirst);
  }
}
