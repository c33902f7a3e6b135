package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.kpi.CallerWindow.Followed;

final class CallerWindowTest {
  private static final int DAY = CallerWindow.DAY_SECONDS;
  private static final int WEEK = CallerWindow.WEEK_SECONDS;
  private static final int START = 190_000_000;

  private final Map<Sum, Double> sums = new EnumMap<>(Sum.class);
  private final CallerWindow window = window(100_000);

  private CallerWindow window(int most) {
    return new CallerWindow(
        most, (end, labels, sum, value) -> sums.merge(sum, (double) value, Double::sum));
  }

  /** Compares every call with every other one, which the window must not need to. */
  @Test
  void whoCalledAgainIsFoundInWhateverOrderCallsAreCounted() {
    Random random = new Random(6);
    List<Followed> calls = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      calls.add(
          new Followed(
              random.nextInt(300),
              i,
              START + random.nextInt(40 * DAY),
              0,
              random.nextInt(10) > 0,
              random.nextInt(3) > 0));
    }
    Set<Long> taken = new HashSet<>();
    calls.removeIf(call -> !taken.add((call.caller() << 32) | call.endSeconds()));
    Collections.shuffle(calls, random);
    calls.forEach(call -> window.add(call, START + 41 * DAY));

    assertThat(sum(Sum.CALLER_KNOWN_CALLS)).isEqualTo(calls.size());
    assertThat(sum(Sum.CALLED_BACK_7D))
        .isEqualTo(
            (double) calls.stream().filter(call -> isCalledAgain(calls, call, WEEK)).count());
    assertThat(sum(Sum.CONTAINED_CALLED_BACK_24H))
        .isEqualTo(
            (double)
                calls.stream()
                    .filter(call -> call.contained() && isCalledAgain(calls, call, DAY))
                    .count());
    assertThat(sum(Sum.REPEAT_CALLS))
        .isEqualTo(
            (double)
                calls.stream()
                    .filter(
                        call ->
                            calls.stream()
                                .anyMatch(
                                    other ->
                                        other.caller() == call.caller()
                                            && other.endSeconds() < call.endSeconds()
                                            && call.endSeconds() - other.endSeconds() <= WEEK))
                    .count());
    assertThat(sum(Sum.CALLER_LOST_7D)).isZero();
  }

  private static boolean isCalledAgain(List<Followed> calls, Followed call, int within) {
    return calls.stream()
        .anyMatch(
            other ->
                other.caller() == call.caller()
                    && other.endSeconds() > call.endSeconds()
                    && other.endSeconds() - call.endSeconds() <= within);
  }

  @Test
  void callsAreDroppedAfterEightDays() {
    for (int day = 0; day < 30; day++) {
      window.add(new Followed(day, day, START + day * DAY, 0, true, true), START + day * DAY);
    }
    assertThat(window.size()).isLessThanOrEqualTo(10);
    assertThat(sum(Sum.CALLER_LOST_7D)).isZero();
  }

  /** What is no longer followed is in neither part of a ratio. */
  @Test
  void aCallThatMustMakeRoomLeavesTheRatios() {
    CallerWindow small = window(100);
    for (int i = 0; i < 1_000; i++) {
      small.add(new Followed(i % 50, i, START + i * 60, 0, true, true), START + i * 60);
    }
    assertThat(small.size()).isLessThanOrEqualTo(100);
    double followed = sum(Sum.CALLER_KNOWN_CALLS) - sum(Sum.CALLER_LOST_7D);
    assertThat(followed).isEqualTo(small.size());
    assertThat(sum(Sum.CALLED_BACK_7D)).isBetween(0.0, followed);
    assertThat(sum(Sum.REPEAT_UNKNOWN_CALLS)).isPositive();
  }

  @Test
  void oneCallerWithVeryManyCallsCostsNoMoreThanOthers() {
    for (int i = 0; i < 100_000; i++) {
      int end = START + (i * 7_919) % 600_000;
      window.add(new Followed(1, i, end, 0, true, true), START + 600_000);
    }
    assertThat(window.size()).isPositive();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Random random = new Random(7);
    for (int i = 0; i < 700; i++) {
      int end = START + i * 1_000;
      window.add(new Followed(random.nextInt(90), i, end, i % 5, true, i % 2 == 0), end);
    }
    PackedWriter times = new PackedWriter();
    window.writeTimes(times);
    PackedWriter calls = new PackedWriter();
    window.write(calls, 0, window.size());
    CallerWindow read = window(100_000);
    read.readTimes(new PackedReader(times.toByteArray()));
    read.read(new PackedReader(calls.toByteArray()));
    read.restored();

    assertThat(read.size()).isEqualTo(window.size());
    Map<Sum, Double> before = new EnumMap<>(sums);
    sums.clear();
    Followed next = new Followed(3, 9_999, START + 701_000, 0, true, true);
    read.add(next, START + 701_000);
    Map<Sum, Double> byTheReadOne = new EnumMap<>(sums);
    sums.clear();
    window.add(next, START + 701_000);
    assertThat(byTheReadOne).isEqualTo(sums).isNotEqualTo(before);
  }

  private double sum(Sum sum) {
    return sums.getOrDefault(sum, 0.0);
  }
}
