package org.voiceagent.exporter.kpi;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The calls of the last days by the hash of their caller, to find out who called again. It finds
 * the calls of a caller just before and just after each other, in whatever order they are counted,
 * and adds to the tallies of their hours what follows from that. Holds two hashes for each call, of
 * the caller and of the call's id, in some 30 bytes. Times are in seconds since 2020, which fit an
 * int until 2088. Not thread-safe.
 */
final class CallerWindow {
  /** How long a call is followed, in seconds: the longest window, and a day for late calls. */
  static final int KEPT_SECONDS = 8 * 86_400;

  static final int DAY_SECONDS = 86_400;
  static final int WEEK_SECONDS = 7 * 86_400;

  /** A number with more calls than that does not belong to a single caller. */
  private static final int MOST_STEPS = 1_000;

  private static final int SWEEP_SECONDS = 43_200;
  private static final int FIRST_ROWS = 256;
  private static final int NONE = -1;

  private static final int TRANSFER_KNOWN = 1;
  private static final int CONTAINED = 2;
  private static final int BACK_24H = 4;
  private static final int BACK_7D = 8;
  private static final int REPEAT = 16;

  private final int mostRows;
  private final Adjusting adjusting;
  private long[] callers = new long[FIRST_ROWS];
  private long[] calls = new long[FIRST_ROWS];
  private int[] ends = new int[FIRST_ROWS];
  private short[] labelSets = new short[FIRST_ROWS];
  private byte[] flags = new byte[FIRST_ROWS];

  /** The next older call of the same caller. */
  private int[] older = new int[FIRST_ROWS];

  /** By the caller's hash, 1 + the newest call; 0 is free. */
  private int[] newest = new int[2 * FIRST_ROWS];

  private int size;
  private int nowSeconds;
  private int sweptSeconds;

  /** When the latest call ended that had to make room although it was to be followed still. */
  private int lostSeconds;

  /** When the first call with a known caller ended; earlier calls of callers are not known. */
  private int sinceSeconds = Integer.MAX_VALUE;

  /** Changes a sum of an hour. */
  interface Adjusting {
    /**
     * Adds to a sum.
     *
     * @param endSeconds when the call ended whose hour is meant, since 2020
     */
    void add(int endSeconds, int labelSet, Sum sum, int value);
  }

  /**
   * A call to be followed.
   *
   * @param caller a hash of the caller
   * @param call a hash of the call's id
   * @param endSeconds when it ended, since 2020
   */
  record Followed(
      long caller,
      long call,
      int endSeconds,
      int labelSet,
      boolean transferKnown,
      boolean contained) {}

  /**
   * @param mostRows how many calls are kept at most
   */
  CallerWindow(int mostRows, Adjusting adjusting) {
    this.mostRows = mostRows;
    this.adjusting = adjusting;
  }

  /** A hash of a call's id, so that the id is not kept. */
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /**
   * Follows a call.
   *
   * @param countedSeconds when it was counted, since 2020
   */
  void add(Followed call, int countedSeconds) {
    sweep(countedSeconds);
    if (size == mostRows) {
      makeRoom();
    }
    int slot = slot(call.caller());
    int successor = NONE;
    int predecessor = newest[slot] - 1;
    for (int steps = 0; predecessor != NONE && ends[predecessor] > call.endSeconds(); steps++) {
      if (steps == MOST_STEPS) {
        return;
      }
      successor = predecessor;
      predecessor = older[predecessor];
    }
    int row = append(call);
    older[row] = predecessor;
    if (successor == NONE) {
      newest[slot(call.caller())] = row + 1;
    } else {
      older[successor] = row;
    }
    sinceSeconds = Math.min(sinceSeconds, call.endSeconds());
    count(row);
    relate(predecessor, row);
    relate(row, successor);
  }

  private int append(Followed call) {
    if (size == callers.length) {
      grow();
    }
    callers[size] = call.caller();
    calls[size] = call.call();
    ends[size] = call.endSeconds();
    labelSets[size] = (short) call.labelSet();
    flags[size] =
        (byte) ((call.transferKnown() ? TRANSFER_KNOWN : 0) | (call.contained() ? CONTAINED : 0));
    return size++;
  }

  private void count(int row) {
    add(row, Sum.CALLER_KNOWN_CALLS, 1);
    if (has(row, TRANSFER_KNOWN)) {
      add(row, Sum.TRANSFER_CALLER_KNOWN_CALLS, 1);
    }
    if (has(row, CONTAINED)) {
      add(row, Sum.CONTAINED_CALLER_KNOWN_CALLS, 1);
    }
    if (lostSeconds > ends[row] - WEEK_SECONDS) {
      add(row, Sum.REPEAT_UNKNOWN_CALLS, 1);
    }
  }

  /** Notes what follows from two calls of one caller that follow each other. */
  private void relate(int earlier, int later) {
    if (earlier == NONE || later == NONE) {
      return;
    }
    int gap = ends[later] - ends[earlier];
    if (gap <= WEEK_SECONDS && !has(earlier, BACK_7D)) {
      flags[earlier] |= BACK_7D;
      add(earlier, Sum.CALLED_BACK_7D, 1);
    }
    if (gap <= DAY_SECONDS && !has(earlier, BACK_24H)) {
      flags[earlier] |= BACK_24H;
      if (has(earlier, CONTAINED)) {
        add(earlier, Sum.CONTAINED_CALLED_BACK_24H, 1);
      }
    }
    if (gap <= WEEK_SECONDS && !has(later, REPEAT) && lostSeconds <= ends[later] - WEEK_SECONDS) {
      flags[later] |= REPEAT;
      add(later, Sum.REPEAT_CALLS, 1);
    }
  }

  /** What is not known of a call because it is not followed any longer. */
  private void lose(int row) {
    int age = nowSeconds - ends[row];
    if (age < WEEK_SECONDS) {
      add(row, Sum.CALLER_LOST_7D, 1);
      if (has(row, BACK_7D)) {
        add(row, Sum.CALLED_BACK_7D, -1);
      }
    }
    if (age < DAY_SECONDS && has(row, TRANSFER_KNOWN)) {
      add(row, Sum.TRANSFER_CALLER_LOST_24H, 1);
      if (has(row, CONTAINED)) {
        add(row, Sum.CONTAINED_CALLER_LOST_24H, 1);
        if (has(row, BACK_24H)) {
          add(row, Sum.CONTAINED_CALLED_BACK_24H, -1);
        }
      }
    }
  }

  private boolean has(int row, int flag) {
    return (flags[row] & flag) != 0;
  }

  private void add(int row, Sum sum, int value) {
    adjusting.add(ends[row], Short.toUnsignedInt(labelSets[row]), sum, value);
  }

  /** Drops the calls that need not be followed any more, twice a day. */
  private void sweep(int countedSeconds) {
    nowSeconds = Math.max(nowSeconds, countedSeconds);
    if (sweptSeconds == 0) {
      sweptSeconds = nowSeconds;
    }
    if (nowSeconds - sweptSeconds >= SWEEP_SECONDS) {
      sweptSeconds = nowSeconds;
      int oldest = nowSeconds - KEPT_SECONDS;
      keep(row -> ends[row] >= oldest);
    }
  }

  /** Drops the oldest tenth. */
  private void makeRoom() {
    int[] sorted = Arrays.copyOf(ends, size);
    Arrays.sort(sorted);
    int last = sorted[size / 10];
    lostSeconds = Math.max(lostSeconds, last);
    keep(
        row -> {
          if (ends[row] <= last) {
            lose(row);
          }
          return ends[row] > last;
        });
  }

  /** Drops calls for good. */
  void forget(Set<String> ids) {
    Set<Long> hashes = ids.stream().map(CallerWindow::hash).collect(Collectors.toSet());
    keep(
        row -> {
          boolean kept = !hashes.contains(calls[row]);
          if (!kept) {
            lose(row);
          }
          return kept;
        });
  }

  private void keep(IntPredicate wanted) {
    int kept = 0;
    for (int row = 0; row < size; row++) {
      if (wanted.test(row)) {
        callers[kept] = callers[row];
        calls[kept] = calls[row];
        ends[kept] = ends[row];
        labelSets[kept] = labelSets[row];
        flags[kept++] = flags[row];
      }
    }
    Arrays.fill(callers, kept, size, 0);
    Arrays.fill(calls, kept, size, 0);
    boolean changed = kept != size;
    size = kept;
    if (changed) {
      relink();
    }
  }

  private void grow() {
    int rows = Math.min(mostRows, 2 * callers.length);
    callers = Arrays.copyOf(callers, rows);
    calls = Arrays.copyOf(calls, rows);
    ends = Arrays.copyOf(ends, rows);
    labelSets = Arrays.copyOf(labelSets, rows);
    flags = Arrays.copyOf(flags, rows);
    older = Arrays.copyOf(older, rows);
    newest = new int[Integer.highestOneBit(rows) * 2];
    relink();
  }

  /** Links the calls of each caller by their times. */
  private void relink() {
    Arrays.fill(newest, 0);
    long[] inOrder = new long[size];
    for (int row = 0; row < size; row++) {
      inOrder[row] = ((long) ends[row] << 32) | row;
    }
    Arrays.sort(inOrder);
    for (long one : inOrder) {
      int row = (int) one;
      int slot = slot(callers[row]);
      older[row] = newest[slot] - 1;
      newest[slot] = row + 1;
    }
  }

  /** The slot of a caller, or the free one where it would go. */
  private int slot(long caller) {
    int mask = newest.length - 1;
    int slot = (int) (caller ^ (caller >>> 32)) & mask;
    while (newest[slot] != 0 && callers[newest[slot] - 1] != caller) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  int size() {
    return size;
  }

  /** How much memory it takes, in bytes. */
  long bytes() {
    return callers.length * (8L + 8 + 4 + 2 + 1 + 4) + newest.length * 4L;
  }

  /** When the first call with a known caller ended, in seconds since 2020; 0 if there was none. */
  int since() {
    return sinceSeconds == Integer.MAX_VALUE ? 0 : sinceSeconds;
  }

  /** Writes what is known besides the calls. */
  void writeTimes(PackedWriter out) {
    out.writeCount(nowSeconds);
    out.writeCount(sweptSeconds);
    out.writeCount(lostSeconds);
    out.writeCount(sinceSeconds);
  }

  /** Reads what {@link #writeTimes} wrote. */
  void readTimes(PackedReader in) {
    nowSeconds = in.readSmall();
    sweptSeconds = in.readSmall();
    lostSeconds = in.readSmall();
    sinceSeconds = in.readSmall();
  }

  /** Writes calls. */
  void write(PackedWriter out, int from, int to) {
    for (int row = from; row < to; row++) {
      out.writeLong(callers[row]);
      out.writeLong(calls[row]);
      out.writeCount(ends[row]);
      out.writeCount(Short.toUnsignedInt(labelSets[row]));
      out.writeByte(flags[row]);
    }
  }

  /** Reads calls that {@link #write} wrote, without counting them; {@link #restored} ends it. */
  void read(PackedReader in) {
    while (in.hasMore() && size < mostRows) {
      Followed call =
          new Followed(in.readLong(), in.readLong(), in.readSmall(), in.readSmall(), false, false);
      int row = append(call); // before the array, which may grow
      flags[row] = in.readFlags();
    }
  }

  /** Makes the calls that were read findable. */
  void restored() {
    relink();
  }
}
