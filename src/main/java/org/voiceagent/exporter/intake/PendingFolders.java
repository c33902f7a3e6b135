package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Names of folders to probe, each once, and requests to rescan everything. Bounded: when it is
 * full, it drops further names and requests a rescan instead, so that nothing is lost. Thread-safe.
 */
public final class PendingFolders {
  private final int capacity;
  private final Wakeup wakeup;
  private Map<String, Sign> signs = new LinkedHashMap<>();
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
   * @param sign what changed
   */
  public record Hint(String name, Sign sign) {}

  /** What changed in a folder; of several signs the last one here stands for all. */
  public enum Sign {
    /** Anything but the summary: the folder is new, or another artifact was written. */
    COMPANION,
    /** The summary, or anything. */
    ANYTHING,
    /** The summary, by writing to it in place. */
    SUMMARY_IN_PLACE
  }

  /**
   * Something changed in the folder of this name.
   *
   * @param inPlace whether its summary was seen being written in place
   */
  public void hint(String name, boolean inPlace) {
    hint(name, inPlace ? Sign.SUMMARY_IN_PLACE : Sign.ANYTHING);
  }

  /** Something other than the summary changed in the folder of this name, or the folder is new. */
  public void hintCompanion(String name) {
    hint(name, Sign.COMPANION);
  }

  private void hint(String name, Sign sign) {
    synchronized (this) {
      if (signs.size() >= capacity && !signs.containsKey(name)) {
        rescanRequests.add(RescanCause.QUEUE_FULL);
      } else {
        signs.merge(name, sign, BinaryOperator.maxBy(Comparator.naturalOrder()));
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
    return signs.size();
  }

  /** Takes everything that came in. */
  synchronized Batch take() {
    List<Hint> hints = new ArrayList<>(signs.size());
    signs.forEach((name, sign) -> hints.add(new Hint(name, sign)));
    Batch batch = new Batch(hints, rescanRequests);
    signs = new LinkedHashMap<>();
    rescanRequests = EnumSet.noneOf(RescanCause.class);
    return batch;
  }
}
