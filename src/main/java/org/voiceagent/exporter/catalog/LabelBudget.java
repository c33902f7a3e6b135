package org.voiceagent.exporter.catalog;

import java.util.HashSet;
import java.util.Set;

/** Admits a limited number of distinct labels, first come first served. Thread-safe. */
public final class LabelBudget<T> {
  private final int limit;
  private final Set<T> admitted = new HashSet<>();

  /**
   * @param limit how many distinct ones to admit
   */
  public LabelBudget(int limit) {
    this.limit = limit;
  }

  /** Whether these labels may have series of their own; the answer never changes. */
  public synchronized boolean admits(T labels) {
    return admitted.contains(labels) || (admitted.size() < limit && admitted.add(labels));
  }

  /** Admits labels that have series already, whatever the limit. */
  public synchronized void take(T labels) {
    admitted.add(labels);
  }
}
