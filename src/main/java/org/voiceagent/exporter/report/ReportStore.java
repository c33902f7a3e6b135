package org.voiceagent.exporter.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallId;

/**
 * Keeps the newest finished calls with their advice, ordered by the end of the call, newest first.
 * Beyond a fixed number the oldest are dropped. Thread-safe: one thread publishes while others
 * read.
 */
public final class ReportStore {
  private static final Comparator<CallReport> NEWEST_FIRST =
      Comparator.comparing((CallReport report) -> report.session().endedAt())
          .thenComparing(report -> report.session().completedAt())
          .thenComparing(report -> report.session().id())
          .reversed();

  private final int capacity;
  private final Map<CallId, CallReport> byId = new HashMap<>();
  private final TreeSet<CallReport> newestFirst = new TreeSet<>(NEWEST_FIRST);

  /**
   * @param capacity how many calls to keep, at least 1
   */
  public ReportStore(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.capacity = capacity;
  }

  /** Adds or replaces a call; the oldest is dropped if there are too many. */
  public synchronized void publish(CallReport report) {
    CallReport before = byId.put(report.session().id(), report);
    if (before != null) {
      newestFirst.remove(before);
    }
    newestFirst.add(report);
    if (newestFirst.size() > capacity) {
      byId.remove(newestFirst.pollLast().session().id());
    }
  }

  /** All calls that are kept, newest first. */
  public synchronized List<CallReport> all() {
    return List.copyOf(newestFirst);
  }

  /** The newest calls, newest first, at most {@code limit}. */
  public synchronized List<CallReport> newest(int limit) {
    return newestFirst.stream().limit(limit).toList();
  }

  /** The newest calls of one pipeline, newest first, at most {@code limit}. */
  public synchronized List<CallReport> newestOf(String pipelineName, int limit) {
    return newestFirst.stream()
        .filter(report -> report.session().labels().pipelineName().equals(pipelineName))
        .limit(limit)
        .toList();
  }

  /** Drops these calls, and returns those that were kept. */
  public synchronized Set<CallId> forget(Set<CallId> calls) {
    Set<CallId> known = new HashSet<>();
    for (CallId id : calls) {
      CallReport report = byId.remove(id);
      if (report != null) {
        newestFirst.remove(report);
        known.add(id);
      }
    }
    return known;
  }

  /** The report on one call, if it is still kept. */
  public synchronized Optional<CallReport> find(CallId id) {
    return Optional.ofNullable(byId.get(id));
  }
}
