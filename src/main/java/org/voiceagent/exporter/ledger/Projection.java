package org.voiceagent.exporter.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What else is worked out from entries, and kept beyond the end of the process with every snapshot:
 * a history by the hour, for example. The ledger hands over every entry once, when it is recorded
 * or when a start reads it again, in the same step that makes it count. So what a projection holds
 * is as exact as the totals. Implementations are thread-safe, and {@link #add} returns at once.
 */
public interface Projection {
  /** Works out nothing. */
  Projection NONE =
      new Projection() {
        @Override
        public void restore(Iterable<byte[]> blocks) {}

        @Override
        public void add(Entry entry) {}

        @Override
        public void forget(Set<String> origins) {}

        @Override
        public Iterable<byte[]> blocks() {
          return List.of();
        }
      };

  /**
   * Several projections, each with a name that its blocks are kept under. What an earlier version
   * kept, which had one projection only, goes to the one named {@code kpi}.
   *
   * @param byName names of small letters and underscores, which never change
   * @throws IllegalArgumentException if a name is another
   */
  static Projection named(Map<String, Projection> byName) {
    return new NamedProjections(byName);
  }

  /**
   * Starts from a snapshot; called at most once, before anything is added, and not at all where
   * nothing was counted before. Must not fail: what it cannot read is left out.
   *
   * @param blocks what {@link #blocks} returned; empty if the snapshot has none, because an earlier
   *     version wrote it or it was lost
   */
  void restore(Iterable<byte[]> blocks);

  /** Adds an entry. Called under the ledger's lock. */
  void add(Entry entry);

  /**
   * Drops what leads to these calls; sums stay.
   *
   * @param origins the ids of the calls
   */
  void forget(Set<String> origins);

  /**
   * Everything, for a snapshot: blocks of at most a few hundred kilobytes, each made when it is its
   * turn. Nothing is added while they are read.
   */
  Iterable<byte[]> blocks();
}
