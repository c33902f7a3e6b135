package org.voiceagent.exporter.event.feed;

/** A set of numbers that takes 16 bytes for each or less, and only grows. Not thread-safe. */
final class LongSet {
  private static final int FIRST_SLOTS = 1 << 10;

  /** 0 is a free slot. */
  private long[] slots = new long[FIRST_SLOTS];

  private boolean hasZero;
  private int size;

  /** Adds a number; false if it was there. */
  boolean add(long value) {
    if (value == 0) {
      boolean added = !hasZero;
      hasZero = true;
      size += added ? 1 : 0;
      return added;
    }
    // At most three quarters are in use, so that a search ends soon.
    if (4L * (size + 1) > 3L * slots.length) {
      grow();
    }
    int slot = slot(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? hasZero : slots[slot(value)] == value;
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) slots.length * Long.BYTES;
  }

  /** All numbers, in no order. */
  long[] all() {
    long[] all = new long[size];
    int place = 0;
    if (hasZero) {
      all[place++] = 0;
    }
    for (long value : slots) {
      if (value != 0) {
        all[place++] = value;
      }
    }
    return all;
  }

  void clear() {
    slots = new long[FIRST_SLOTS];
    hasZero = false;
    size = 0;
  }

  /** The slot of a number, or the free one where it would go. */
  private int slot(long value) {
    int slot = (int) (value ^ value >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (long value : before) {
      if (value != 0) {
        slots[slot(value)] = value;
      }
    }
  }
}
