package org.voiceagent.exporter.kpi;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tallies of every hour and label set, within a limit of memory. Tallies that change are kept
 * open, all others packed. Beyond the limit, the hours of the oldest day become one tally for each
 * label set; if there are only days left, the oldest one goes. Not thread-safe.
 */
final class Rollups {
  /** How many days with calls are kept: counted by calls, so that a wrong clock drops one day. */
  static final int MOST_DAYS = 90;

  /** How many tallies are open at once, some 8 KB each. */
  private static final int MOST_OPEN = 128;

  private final NavigableMap<Integer, Period> periods = new TreeMap<>();
  private final Map<Long, Open> open = new LinkedHashMap<>(64, 0.75f, true);
  private final TallyCodec codec = new TallyCodec();
  private final long mostBytes;
  private final KpiMeter meter;
  private Optional<Open> last = Optional.empty();
  private long bytes;
  private int days;

  /** Hours before this one were dropped, and calls of them are not taken any more. */
  private int begin = Integer.MIN_VALUE;

  /** A tally that may change, and whether it has changed since it was packed. */
  private static final class Open {
    private final Period period;
    private final int labelSet;
    private final Tally tally;
    private boolean changed;

    Open(Period period, int labelSet, Tally tally) {
      this.period = period;
      this.labelSet = labelSet;
      this.tally = tally;
    }

    boolean is(int hour, int set) {
      return labelSet == set && hour >= period.start() && hour < period.end();
    }
  }

  /**
   * @param mostBytes how much memory the packed tallies may take
   */
  Rollups(long mostBytes, KpiMeter meter) {
    this.mostBytes = mostBytes;
    this.meter = meter;
  }

  /**
   * The tally of an hour and label set, to be changed before the next call; empty if the hour is
   * older than those that are kept.
   *
   * @param hour in hours since 1970
   */
  Optional<Tally> tally(int hour, int labelSet) {
    if (last.isPresent() && last.get().is(hour, labelSet)) {
      last.get().changed = true;
      return Optional.of(last.get().tally);
    }
    // Not later: merging a day closes its tallies.
    shrink();
    Optional<Period> period = period(hour);
    if (period.isEmpty()) {
      return Optional.empty();
    }
    Open found = open(period.get(), labelSet);
    found.changed = true;
    last = Optional.of(found);
    return Optional.of(found.tally);
  }

  /**
   * Adds to a sum that changes long after its hour.
   *
   * @param hour in hours since 1970
   */
  void follow(int hour, int labelSet, Sum sum, int value) {
    period(hour).ifPresent(period -> bytes += period.follow(labelSet, sum.followedPlace(), value));
  }

  private Open open(Period period, int labelSet) {
    long key = key(period, labelSet);
    Open known = open.get(key);
    if (known != null) {
      return known;
    }
    Open opened = new Open(period, labelSet, free());
    byte[] packed = period.of(labelSet);
    if (packed.length > 0) {
      TallyCodec.addTo(opened.tally, packed);
    }
    open.put(key, opened);
    return opened;
  }

  /** An empty tally: a new one, or that of the open one that was used longest ago. */
  private Tally free() {
    if (open.size() < MOST_OPEN) {
      return new Tally();
    }
    Iterator<Open> opens = open.values().iterator();
    Open longestAgo = opens.next();
    pack(longestAgo);
    opens.remove();
    last = Optional.empty();
    longestAgo.tally.clear();
    return longestAgo.tally;
  }

  private static long key(Period period, int labelSet) {
    return (long) period.start() * LabelSets.MOST * 2 + labelSet;
  }

  /** The period of an hour, which begins if need be. */
  private Optional<Period> period(int hour) {
    if (hour < begin) {
      return Optional.empty();
    }
    Map.Entry<Integer, Period> floor = periods.floorEntry(hour);
    if (floor != null && hour < floor.getValue().end()) {
      return Optional.of(floor.getValue());
    }
    if (dayOf(hour).isEmpty()) {
      days++;
    }
    Period begun = new Period(hour, false);
    periods.put(hour, begun);
    while (days > MOST_DAYS) {
      dropOldestDay();
    }
    return hour < begin ? Optional.empty() : Optional.of(begun);
  }

  private NavigableMap<Integer, Period> dayOf(int hour) {
    int midnight = midnight(hour);
    return periods.subMap(midnight, true, midnight + Period.HOURS_OF_A_DAY, false);
  }

  private static int midnight(int hour) {
    return Math.floorDiv(hour, Period.HOURS_OF_A_DAY) * Period.HOURS_OF_A_DAY;
  }

  private void pack(Open one) {
    if (one.changed) {
      bytes += one.period.put(one.labelSet, codec.pack(one.tally));
      one.changed = false;
    }
  }

  /** Packs every tally, and brings the memory below its limit. */
  private void packAll() {
    open.values().forEach(this::pack);
    shrink();
  }

  private void shrink() {
    boolean shrinks = bytes > mostBytes;
    while (shrinks) {
      shrinks = shrinkByADay() && bytes > mostBytes;
    }
  }

  /** Merges the oldest day that is kept by the hour, or drops the oldest one of all but one. */
  private boolean shrinkByADay() {
    Optional<Period> hourly =
        periods.values().stream().filter(period -> !period.isDay()).findFirst();
    if (hourly.isPresent()) {
      merge(midnight(hourly.get().start()));
      meter.dayMerged();
      return true;
    }
    if (days > 1) {
      dropOldestDay();
      return true;
    }
    return false;
  }

  private void merge(int midnight) {
    NavigableMap<Integer, Period> hours = dayOf(midnight);
    close(hours);
    Map<Integer, Tally> sums = new TreeMap<>();
    Period day = new Period(midnight, true);
    for (Period hour : hours.values()) {
      for (int i = 0; i < hour.size(); i++) {
        TallyCodec.addTo(
            sums.computeIfAbsent(hour.labelSet(i), set -> new Tally()), hour.packed(i));
        int[] followed = hour.followed(i);
        for (int sum = 0; sum < followed.length; sum++) {
          day.follow(hour.labelSet(i), sum, followed[sum]);
        }
      }
      bytes -= hour.bytes();
    }
    hours.clear();
    sums.forEach((labelSet, sum) -> day.put(labelSet, codec.pack(sum)));
    bytes += day.bytes();
    periods.put(midnight, day);
  }

  private void dropOldestDay() {
    int midnight = midnight(periods.firstKey());
    NavigableMap<Integer, Period> day = dayOf(midnight);
    close(day);
    day.values().forEach(period -> bytes -= period.bytes());
    day.clear();
    days--;
    begin = midnight + Period.HOURS_OF_A_DAY;
    meter.dayDropped();
  }

  /** Packs the open tallies of these periods for good. */
  private void close(Map<Integer, Period> closing) {
    last = Optional.empty();
    open.values()
        .removeIf(
            one -> {
              boolean closes = closing.containsValue(one.period);
              if (closes) {
                pack(one);
              }
              return closes;
            });
  }

  /** The packed tally of a period and label set. */
  static final class Packed {
    private final Period period;
    private final int labelSet;
    private final byte[] tally;
    private final int[] followed;

    private Packed(Period period, int place) {
      this.period = period;
      this.labelSet = period.labelSet(place);
      this.tally = period.packed(place);
      int[] changing = period.followed(place);
      this.followed = changing.length == 0 ? changing : changing.clone();
    }

    /** The first hour. */
    int start() {
      return period.start();
    }

    /** The hour after the last one. */
    int end() {
      return period.end();
    }

    int labelSet() {
      return labelSet;
    }

    /** Adds what is known. */
    void addTo(Tally sum) {
      TallyCodec.addTo(sum, tally);
      for (int i = 0; i < followed.length; i++) {
        sum.add(Sum.followed(i), followed[i]);
      }
    }
  }

  /**
   * The tallies of all periods that begin in a time, oldest first. The bytes do not change any
   * more.
   *
   * @param from the first hour
   * @param to the hour after the last one
   */
  List<Packed> packed(int from, int to) {
    packAll();
    List<Packed> found = new ArrayList<>();
    for (Period period : periods.subMap(from, true, to, false).values()) {
      for (int i = 0; i < period.size(); i++) {
        found.add(new Packed(period, i));
      }
    }
    return found;
  }

  /** All periods, oldest first; not to be changed. */
  Iterable<Period> periods() {
    packAll();
    return periods.values();
  }

  /** The hour with which they begin, or the one before which nothing is taken any more. */
  Optional<Integer> first() {
    return periods.isEmpty() ? Optional.empty() : Optional.of(periods.firstKey());
  }

  /** The hour after the last one with calls. */
  Optional<Integer> end() {
    return periods.isEmpty() ? Optional.empty() : Optional.of(periods.lastEntry().getValue().end());
  }

  /** The end of the last period that is kept as a day. */
  Optional<Integer> endOfDays() {
    return periods.descendingMap().values().stream()
        .filter(Period::isDay)
        .findFirst()
        .map(Period::end);
  }

  /** The hour before which everything was dropped, if anything was. */
  Optional<Integer> begin() {
    return begin == Integer.MIN_VALUE ? Optional.empty() : Optional.of(begin);
  }

  /** Takes over what was dropped before a restart. */
  void begin(int hour) {
    begin = hour;
  }

  /** Takes over a packed tally of before a restart. */
  void restore(int start, boolean day, int labelSet, byte[] tally, int[] followed) {
    if (dayOf(start).isEmpty()) {
      days++;
    }
    Period period = periods.computeIfAbsent(start, hour -> new Period(hour, day));
    bytes += period.put(labelSet, tally);
    for (int sum = 0; sum < followed.length; sum++) {
      bytes += period.follow(labelSet, sum, followed[sum]);
    }
  }

  /** How much memory the packed tallies take, in bytes. */
  long bytes() {
    return bytes;
  }
}
