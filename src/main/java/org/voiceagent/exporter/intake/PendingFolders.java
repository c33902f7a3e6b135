package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Folder names that want a look, each once. Bounded: when it is full, names are let go and a look
 * through everything is asked for instead, so nothing is ever lost. Thread-safe.
 */
public final class PendingFolders {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private Map<String, Boolean> inPlaceByName = new LinkedHashMap<>();
  private Set<RescanCause> rescanRequests = EnumSet.noneOf(RescanCause.class);
  private boolean woken;

  /**
   * @param capacity the most names held, at least 1
   */
  public PendingFolders(int capacity) {
    this.capacity = capacity;
  }

  /**
   * What came in since the last time.
   *
   * @param hints names of folders in which something changed
   * @param rescanRequests reasons to look through everything; empty if there is none
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
    lock.lock();
    try {
      if (inPlaceByName.size() >= capacity && !inPlaceByName.containsKey(name)) {
        rescanRequests.add(RescanCause.QUEUE_FULL);
      } else {
        inPlaceByName.merge(name, inPlace, Boolean::logicalOr);
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Something may have been missed. */
  public void requestRescan(RescanCause cause) {
    lock.lock();
    try {
      rescanRequests.add(cause);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends a wait without a hint, for a stop. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many names wait. */
  int size() {
    lock.lock();
    try {
      return inPlaceByName.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes everything that came in, waiting for something at most this long.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  Batch take(long waitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (inPlaceByName.isEmpty() && rescanRequests.isEmpty() && !woken && left > 0) {
        left = arrived.awaitNanos(left);
      }
      List<Hint> hints = new ArrayList<>(inPlaceByName.size());
      inPlaceByName.forEach((name, inPlace) -> hints.add(new Hint(name, inPlace)));
      Batch batch = new Batch(hints, rescanRequests);
      inPlaceByName = new LinkedHashMap<>();
      rescanRequests = EnumSet.noneOf(RescanCause.class);
      woken = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is there without waiting. */
  Batch takeNow() throws InterruptedException {
    return take(0);
  }
}
