package org.voiceagent.exporter.kpi;

import java.util.Arrays;

/** The packed tallies of one hour, or of one day, by label set. Not thread-safe. */
final class Period {
  static final int HOURS_OF_A_DAY = 24;

  /** What the object, its two arrays and its place among the others take. */
  private static final int OWN_BYTES = 160;

  /** What a packed tally takes besides its bytes: a header, a reference, a number. */
  private static final int TALLY_BYTES = 16 + 4 + 4 + 4;

  private static final int FOLLOWED_BYTES = 16 + 4 * Sum.FOLLOWED;
  private static final int[] NOTHING = {};
  private static final byte[] EMPTY = {};

  private final int start;
  private final boolean day;
  private int[] labelSets = new int[2];
  private byte[][] packed = new byte[2][];

  /** The sums that change long after the hour; null where no caller is known. */
  private int[][] followed = new int[2][];

  private int size;

  /**
   * @param start the hour with which it begins, in hours since 1970
   * @param day whether it is a whole day
   */
  Period(int start, boolean day) {
    this.start = start;
    this.day = day;
  }

  int start() {
    return start;
  }

  boolean isDay() {
    return day;
  }

  /** The hour after its last one. */
  int end() {
    return day ? start + HOURS_OF_A_DAY : start + 1;
  }

  /** How many label sets have a tally. */
  int size() {
    return size;
  }

  int labelSet(int place) {
    return labelSets[place];
  }

  byte[] packed(int place) {
    return packed[place];
  }

  /** The sums of {@link Sum#followed}; empty if no caller is known. Not to be changed. */
  int[] followed(int place) {
    return followed[place] == null ? NOTHING : followed[place];
  }

  /**
   * Adds to a sum of {@link Sum#followed}.
   *
   * @return how many bytes of memory it takes more than before
   */
  int follow(int labelSet, int sum, int value) {
    int more = 0;
    int place = place(labelSet);
    if (place == size) {
      more = put(labelSet, EMPTY);
    }
    if (followed[place] == null) {
      followed[place] = new int[Sum.FOLLOWED];
      more += FOLLOWED_BYTES;
    }
    followed[place][sum] += value;
    return more;
  }

  /** The packed tally of a label set, or an empty array. */
  byte[] of(int labelSet) {
    int place = place(labelSet);
    return place < size ? packed[place] : EMPTY;
  }

  /**
   * Puts a packed tally in the place of an earlier one.
   *
   * @return how many bytes of memory it takes more than before
   */
  int put(int labelSet, byte[] tally) {
    int place = place(labelSet);
    if (place < size) {
      int before = packed[place].length;
      packed[place] = tally;
      return tally.length - before;
    }
    if (size == labelSets.length) {
      labelSets = Arrays.copyOf(labelSets, size + size / 2 + 1);
      packed = Arrays.copyOf(packed, labelSets.length);
      followed = Arrays.copyOf(followed, labelSets.length);
    }
    labelSets[size] = labelSet;
    packed[size++] = tally;
    return TALLY_BYTES + tally.length + (size == 1 ? OWN_BYTES : 0);
  }

  /** How many bytes of memory it takes, within a few percent. */
  int bytes() {
    int bytes = size == 0 ? 0 : OWN_BYTES;
    for (int i = 0; i < size; i++) {
      bytes += TALLY_BYTES + packed[i].length + (followed[i] == null ? 0 : FOLLOWED_BYTES);
    }
    return bytes;
  }

  private int place(int labelSet) {
    int place = 0;
    while (place < size && labelSets[place] != labelSet) {
      place++;
    }
    return place;
  }
}
