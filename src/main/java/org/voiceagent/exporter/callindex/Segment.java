package org.voiceagent.exporter.callindex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Up to 1,024 calls, column by column: some 80 bytes each with an id of 36 characters. Rows are
 * added under the index's lock and never change, so that readers need no lock for those that were
 * there when they asked.
 */
final class Segment {
  static final int CAPACITY = 1 << 10;

  /** What 44 bytes of columns and 4 of the id's place add up to. */
  static final int BYTES_WITHOUT_ID = 44;

  static final short UNKNOWN_SENTIMENT = Short.MIN_VALUE;
  static final char UNKNOWN_TURNS = Character.MAX_VALUE;
  static final byte UNKNOWN_BAND = -1;

  final long[] endedMs;
  final int[] countedAfterSeconds;
  final char[] pipeline;
  final char[] provider;
  final char[] model;
  final char[] advice;
  final char[] turns;
  final short[] sentiment;
  final float[] duration;
  final float[] wait;
  final float[] deadAir;
  final byte[] outcome;
  final byte[] endReason;
  final byte[] band;
  final byte[] trouble;
  private final int[] idEnd;
  private byte[] ids;
  private int size;

  Segment(int capacity) {
    endedMs = new long[capacity];
    countedAfterSeconds = new int[capacity];
    pipeline = new char[capacity];
    provider = new char[capacity];
    model = new char[capacity];
    advice = new char[capacity];
    turns = new char[capacity];
    sentiment = new short[capacity];
    duration = new float[capacity];
    wait = new float[capacity];
    deadAir = new float[capacity];
    outcome = new byte[capacity];
    endReason = new byte[capacity];
    band = new byte[capacity];
    trouble = new byte[capacity];
    idEnd = new int[capacity];
    ids = new byte[16 * capacity];
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == endedMs.length;
  }

  /** How much memory it takes, in bytes. */
  long bytes() {
    return (long) endedMs.length * BYTES_WITHOUT_ID + ids.length;
  }

  /** Adds a row whose columns, but for the id, have been set. */
  void add(byte[] id) {
    int from = start(size);
    if (from + id.length > ids.length) {
      // Ids of one engine are equally long: with those so far, it fits all rows.
      int needed = from + id.length;
      ids = Arrays.copyOf(ids, needed + (endedMs.length - size - 1) * (needed / (size + 1) + 1));
    }
    System.arraycopy(id, 0, ids, from, id.length);
    idEnd[size] = from + id.length;
    size++;
  }

  /** The same rows without some, in arrays that fit. */
  Segment without(IntPredicate dropped) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      kept += dropped.test(i) ? 0 : 1;
    }
    Segment copy = new Segment(kept);
    for (int i = 0; i < size; i++) {
      if (!dropped.test(i)) {
        copy.addRow(this, i);
      }
    }
    copy.ids = Arrays.copyOf(copy.ids, copy.start(copy.size));
    return copy;
  }

  /** Adds a row of another segment with the same vocabularies. */
  void addRow(Segment of, int row) {
    int to = size;
    endedMs[to] = of.endedMs[row];
    countedAfterSeconds[to] = of.countedAfterSeconds[row];
    pipeline[to] = of.pipeline[row];
    provider[to] = of.provider[row];
    model[to] = of.model[row];
    advice[to] = of.advice[row];
    turns[to] = of.turns[row];
    sentiment[to] = of.sentiment[row];
    duration[to] = of.duration[row];
    wait[to] = of.wait[row];
    deadAir[to] = of.deadAir[row];
    outcome[to] = of.outcome[row];
    endReason[to] = of.endReason[row];
    band[to] = of.band[row];
    trouble[to] = of.trouble[row];
    add(Arrays.copyOfRange(of.ids, of.start(row), of.idEnd[row]));
  }

  /** The rows that are there now. */
  View view() {
    return new View(this, ids, size);
  }

  private int start(int row) {
    return row == 0 ? 0 : idEnd[row - 1];
  }

  /** Rows of a segment that no longer change; any thread may read them. */
  static final class View {
    final Segment columns;
    final int size;
    private final byte[] ids;

    private View(Segment columns, byte[] ids, int size) {
      this.columns = columns;
      this.ids = ids;
      this.size = size;
    }

    String id(int row) {
      int from = columns.start(row);
      return new String(ids, from, columns.idEnd[row] - from, StandardCharsets.US_ASCII);
    }

    boolean hasId(int row, byte[] id) {
      int from = columns.start(row);
      return Arrays.equals(ids, from, columns.idEnd[row], id, 0, id.length);
    }

    int compareIds(int row, View other, int otherRow) {
      return Arrays.compare(
          ids,
          columns.start(row),
          columns.idEnd[row],
          other.ids,
          other.columns.start(otherRow),
          other.columns.idEnd[otherRow]);
    }

    int compareId(int row, byte[] id) {
      return Arrays.compare(ids, columns.start(row), columns.idEnd[row], id, 0, id.length);
    }
  }
}
