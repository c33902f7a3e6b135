package org.voiceagent.exporter.call;

import java.util.Arrays;

/**
 * The keys of a configuration in order, and where to find each: a table of places rather than a
 * map, which would take ten times the memory. Immutable; snapshots with the same keys share one.
 */
final class SettingKeys {
  private final String[] sorted;

  /**
   * For each hash, modulo the length, 1 + the place of a key; 0 is free. The length is a power of
   * two.
   */
  private final int[] places;

  /**
   * @param sorted in their natural order, without duplicates
   */
  SettingKeys(String[] sorted) {
    this.sorted = sorted;
    this.places = new int[Math.max(2, Integer.highestOneBit(sorted.length) << 2)];
    for (int i = 0; i < sorted.length; i++) {
      int slot = slot(sorted[i]);
      while (places[slot] != 0) {
        slot = slot + 1 & places.length - 1;
      }
      places[slot] = i + 1;
    }
  }

  /** The place of a key among all in order; -1 if it is not there. */
  int find(String key) {
    int slot = slot(key);
    while (places[slot] != 0) {
      int place = places[slot] - 1;
      if (sorted[place].equals(key)) {
        return place;
      }
      slot = slot + 1 & places.length - 1;
    }
    return -1;
  }

  /** The key at a place. */
  String get(int place) {
    return sorted[place];
  }

  /** The place of the first key that does not come before this text. */
  int firstFrom(String text) {
    int found = Arrays.binarySearch(sorted, text);
    return found < 0 ? -found - 1 : found;
  }

  private int slot(String key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & places.length - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingKeys keys
        && (this == keys || Arrays.equals(sorted, keys.sorted));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }
}
