package org.voiceagent.exporter.callmetrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallId;

/**
 * The newest calls by their end, at most so many and none that ended too long ago; not thread-safe.
 */
final class RecentCallWindow {
  private static final Comparator<RecentCall> NEWEST_FIRST =
      Comparator.comparing(RecentCall::endedAt).thenComparing(RecentCall::id).reversed();

  private final int most;
  private final Duration oldest;
  private final Map<CallId, RecentCall> byId = new HashMap<>();
  private final TreeSet<RecentCall> newestFirst = new TreeSet<>(NEWEST_FIRST);

  /**
   * @param most how many calls to keep; 0 keeps none and drops none
   * @param oldest how long after its end a call is kept
   */
  RecentCallWindow(int most, Duration oldest) {
    this.most = most;
    this.oldest = oldest;
  }

  /**
   * Adds a call, or replaces what was known of it.
   *
   * @return how many calls were dropped for it, including itself if it is not one of the newest
   */
  int put(RecentCall call, Instant now) {
    if (most == 0) {
      return 0;
    }
    RecentCall before = byId.put(call.id(), call);
    if (before != null) {
      newestFirst.remove(before);
    }
    newestFirst.add(call);
    return prune(now);
  }

  /** Whether a call is here, or would stay here if it were added now. */
  boolean wants(CallId id, Instant endedAt, Instant now) {
    RecentCall call = new RecentCall(id, endedAt, List.of());
    return byId.containsKey(id)
        || (!tooOld(call, now)
            && (newestFirst.size() < most
                || (most > 0 && NEWEST_FIRST.compare(call, newestFirst.last()) < 0)));
  }

  /** Drops the calls that are too many or too old, and returns how many. */
  int prune(Instant now) {
    int dropped = 0;
    while (!newestFirst.isEmpty()
        && (newestFirst.size() > most || tooOld(newestFirst.last(), now))) {
      byId.remove(newestFirst.pollLast().id());
      dropped++;
    }
    return dropped;
  }

  /** Drops these calls. */
  void forget(Set<CallId> calls) {
    newestFirst.removeIf(call -> calls.contains(call.id()));
    byId.keySet().removeAll(calls);
  }

  /** The calls that are here, newest first; a copy. */
  List<RecentCall> list() {
    return List.copyOf(newestFirst);
  }

  private boolean tooOld(RecentCall call, Instant now) {
    return call.endedAt().isBefore(now.minus(oldest));
  }
}
