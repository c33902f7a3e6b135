package org.voiceagent.exporter.ledger;

/**
 * A small open-addressing table of 128-bit keys, each with an age in days and its late facts. Not
 * thread-safe.
 */
final class KeySegment {
  /** Greater ages count as this one. */
  static final int MOST_DAYS = 255;

  /** The late facts of a key that was not put itself, because its own entry was lost. */
  static final int ONLY_LATE = 0x80;

  private static final int SMALLEST = 16;

  private long[] keys = new long[2 * SMALLEST];
  private byte[] absentDays = new byte[SMALLEST];
  private byte[] late = new byte[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  boolean contains(long high, long low) {
    int slot = slot(high, sound(low));
    return isTaken(slot) && (late[slot] & ONLY_LATE) == 0;
  }

  /** Adds the key and returns true, unless it is already there. */
  boolean put(long high, long low, int days) {
    int slot = slot(high, sound(low));
    if (!isTaken(slot)) {
      take(slot, high, low, days, 0);
      return true;
    }
    boolean onlyLate = (late[slot] & ONLY_LATE) != 0;
    late[slot] &= ~ONLY_LATE;
    return onlyLate;
  }

  /** Notes late facts of a key and returns true, unless one of them is noted already. */
  boolean putLate(long high, long low, int facts) {
    int slot = slot(high, sound(low));
    if (!isTaken(slot)) {
      take(slot, high, low, 0, ONLY_LATE | facts);
      return true;
    }
    boolean isNew = (late[slot] & facts) == 0;
    late[slot] |= (byte) facts;
    return isNew;
  }

  /** Notes what a snapshot says of a key's late facts. */
  void restoreLate(long high, long low, int days, int facts) {
    int slot = slot(high, sound(low));
    if (!isTaken(slot)) {
      take(slot, high, low, days, facts);
    } else {
      late[slot] |= (byte) (facts & ~ONLY_LATE);
    }
  }

  /** The late facts of a key, without {@link #ONLY_LATE}. */
  int late(long high, long low) {
    int slot = slot(high, sound(low));
    return isTaken(slot) ? late[slot] & ~ONLY_LATE & 0xFF : 0;
  }

  /** Takes a key that is not there, with all that is known of it. */
  void take(long high, long low, int days, int facts) {
    take(slot(high, sound(low)), high, low, days, facts);
  }

  private void take(int slot, long high, long low, int days, int facts) {
    keys[2 * slot] = high;
    keys[2 * slot + 1] = sound(low);
    absentDays[slot] = (byte) days;
    late[slot] = (byte) facts;
    size++;
    if (size * 5L > absentDays.length * 4L) {
      grow();
    }
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
        sink.accept(keys[2 * slot], keys[2 * slot + 1], days(slot), Byte.toUnsignedInt(late[slot]));
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
    byte[] oldLate = late;
    int capacity = oldDays.length + oldDays.length / 2;
    keys = new long[2 * capacity];
    absentDays = new byte[capacity];
    late = new byte[capacity];
    size = 0;
    for (int slot = 0; slot < oldDays.length; slot++) {
      if (oldKeys[2 * slot + 1] != 0) {
        take(oldKeys[2 * slot], oldKeys[2 * slot + 1], oldDays[slot], oldLate[slot]);
      }
    }
  }

  /** A low half of 0 marks a free slot. */
  private static long sound(long low) {
    return low == 0 ? 1 : low;
  }
}
