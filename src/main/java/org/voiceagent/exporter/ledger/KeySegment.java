package org.voiceagent.exporter.ledger;

/** A small open-addressing table of 128-bit keys with an age in days each. Not thread-safe. */
final class KeySegment {
  /** Greater ages count as this one. */
  static final int MOST_DAYS = 255;

  private static final int SMALLEST = 16;

  private long[] keys = new long[2 * SMALLEST];
  private byte[] absentDays = new byte[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  boolean contains(long high, long low) {
    return isTaken(slot(high, sound(low)));
  }

  /** Adds the key and returns true, unless it is already there. */
  boolean put(long high, long low, int days) {
    int slot = slot(high, sound(low));
    if (isTaken(slot)) {
      return false;
    }
    keys[2 * slot] = high;
    keys[2 * slot + 1] = sound(low);
    absentDays[slot] = (byte) days;
    size++;
    if (size * 5L > absentDays.length * 4L) {
      grow();
    }
    return true;
  }

  /** Sets the age of a key, if it is there. */
  void setAbsentDays(long high, long low, int days) {
    int slot = slot(high, sound(low));
    if (isTaken(slot)) {
      absentDays[slot] = (byte) days;
    }
  }

  /** Makes every key older by one day. */
  void age() {
    for (int slot = 0; slot < absentDays.length; slot++) {
      absentDays[slot] = (byte) Math.min(MOST_DAYS, days(slot) + 1);
    }
  }

  <E extends Exception> void forEach(MarkKeys.Sink<E> sink) throws E {
    for (int slot = 0; slot < absentDays.length; slot++) {
      if (isTaken(slot)) {
        sink.accept(keys[2 * slot], keys[2 * slot + 1], days(slot));
      }
    }
  }

  /** The key's slot, or the free one where it would go. */
  private int slot(long high, long low) {
    int capacity = absentDays.length;
    int slot = (int) Long.remainderUnsigned(low, capacity);
    while (isTaken(slot) && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
    return slot;
  }

  private boolean isTaken(int slot) {
    return keys[2 * slot + 1] != 0;
  }

  private int days(int slot) {
    return Byte.toUnsignedInt(absentDays[slot]);
  }

  private void grow() {
    long[] oldKeys = keys;
    byte[] oldDays = absentDays;
    int capacity = oldDays.length + oldDays.length / 2;
    keys = new long[2 * capacity];
    absentDays = new byte[capacity];
    size = 0;
    for (int slot = 0; slot < oldDays.length; slot++) {
      if (oldKeys[2 * slot + 1] != 0) {
        put(oldKeys[2 * slot], oldKeys[2 * slot + 1], Byte.toUnsignedInt(oldDays[slot]));
      }
    }
  }

  /** A low half of 0 marks a free slot. */
  private static long sound(long low) {
    return low == 0 ? 1 : low;
  }
}
