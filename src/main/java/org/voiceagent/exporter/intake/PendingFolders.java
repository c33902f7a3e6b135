package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of folders to probe, each once, and requests to rescan everything. Bounded: when it is
 * full, it drops further names and requests a rescan instead, so that nothing is lost. Thread-safe.
 */
public final class PendingFolders {
  private final int capacity;
  private final Wakeup wakeup;
  private Map<String, Boolean> inPlaceByName = new LinkedHashMap<>();
  private Set<RescanCause> rescanRequests = EnumSet.noneOf(RescanCause.class);

  /**
   * @param capacity the most names held, at least 1
   * @param wakeup is signalled when something comes in
   */
  public PendingFolders(int capacity, Wakeup wakeup) {
    this.capacity = capacity;
    this.wakeup = wakeup;
  }

  /**
   * What came in since the last time.
   *
   * @param hints names of folders in which something changed
   * @param rescanRequests reasons to rescan everything; empty if there is none
   */
  public record Batch(List<Hint> hints, Set<RescanCause> rescanRequests) {}

  /**
   * A folder in which something changed.
   *
   * @param name the folder's name
   * @param inPlace whether its summary was seen being written in place
   */
  public record Hint(String name, boolean inPlace) {}

  /** Something changed in the folder of this name. */
  public void hint(String name, boolean inPlace) {
    synchronized (this) {
      if (inPlaceByName.size() >= capacity && !inPlaceByName.containsKey(name)) {
        rescanRequests.add(RescanCause.QUEUE_FULL);
      } else {
        inPlaceByName.merge(name, inPlace, Boolean::logicalOr);
      }
    }
    wake();
  }

  /** Something may have been missed. */
  public void requestRescan(RescanCause cause) {
    synchronized (this) {
      rescanRequests.add(cause);
    }
    wake();
  }

  /** Has the intake scan soon, though there is no hint. */
  void wake() {
    wakeup.signal();
  }

  /** How many names wait. */
  synchronized int size() {
    return inPlaceByName.size();
  }

  /** Takes everything that came in. */
  synchronized Batch take() {
    List<Hint> hints = new ArrayList<>(inPlaceByName.size());
    inPlaceByName.forEach((name, inPlace) -> hints.add(new Hint(name, inPlace)));
    Batch batch = new Batch(hints, rescanRequests);
    inPlaceByName = new LinkedHashMap<>();
    rescanRequests = EnumSet.noneOf(RescanCause.class);
    return batch;
  }
}
