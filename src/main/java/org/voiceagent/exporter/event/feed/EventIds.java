package org.voiceagent.exporter.event.feed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Projection;

/**
 * The ids of the events that were counted last, as hashes, so that a copy of one of them does not
 * count again. Holds at least the newest 500,000 ids and at most 1,000,000, in 16 MiB at most.
 * Thread-safe.
 *
 * <p>Ids go into one of two sets. When it is full, it replaces the older one.
 */
public final class EventIds implements Projection {
  /** How many ids are remembered at least, once there were so many. */
  public static final int LEAST = 500_000;

  private static final int IDS_IN_A_BLOCK = 20_000;

  private final int most;
  private LongSet older = new LongSet();
  private LongSet newer = new LongSet();

  /** No ids. */
  public EventIds() {
    this(LEAST);
  }

  /** For tests: another number of ids to a set. */
  EventIds(int most) {
    this.most = most;
  }

  /** What stands for an id. */
  static long hash(String id) {
    return TextHash.of(id);
  }

  /** Whether an event with this id was counted lately. */
  synchronized boolean contains(long hash) {
    return newer.contains(hash) || older.contains(hash);
  }

  /** How much memory it takes, in bytes. */
  synchronized long bytes() {
    return newer.bytes() + older.bytes();
  }

  @Override
  public synchronized void add(Entry entry) {
    entry.traits().ids().forEach(this::add);
  }

  private void add(long hash) {
    if (newer.size() >= most) {
      older = newer;
      newer = new LongSet();
    }
    newer.add(hash);
  }

  @Override
  public synchronized void restore(Iterable<byte[]> blocks) {
    for (byte[] block : blocks) {
      ByteBuffer ids = ByteBuffer.wrap(block);
      if (ids.hasRemaining()) {
        LongSet set = ids.get() == 0 ? older : newer;
        while (ids.remaining() >= Long.BYTES) {
          set.add(ids.getLong());
        }
      }
    }
  }

  @Override
  public void forget(Set<String> origins) {
    // A hash of an event's id leads to no call.
  }

  @Override
  public synchronized Iterable<byte[]> blocks() {
    List<byte[]> blocks = new ArrayList<>();
    addBlocks(0, older.all(), blocks);
    addBlocks(1, newer.all(), blocks);
    return blocks;
  }

  private static void addBlocks(int set, long[] ids, List<byte[]> blocks) {
    for (int from = 0; from < ids.length; from += IDS_IN_A_BLOCK) {
      int to = Math.min(ids.length, from + IDS_IN_A_BLOCK);
      ByteBuffer block = ByteBuffer.allocate(1 + (to - from) * Long.BYTES).put((byte) set);
      for (int i = from; i < to; i++) {
        block.putLong(ids[i]);
      }
      blocks.add(block.array());
    }
  }
}
