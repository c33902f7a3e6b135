package org.voiceagent.exporter.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints how often each method raises a false alarm, and how soon it notices changes of known size:
 * the figures of {@code docs/anomalies.md}, by {@code make anomaly-figures}.
 */
final class AnomalyFigures {
  private static final int DAYS = 200;
  private static final int CHANGE = 100;

  /** The thresholds were chosen on the seeds 0 to 19, so the figures come from later ones. */
  private static final long FIRST_SEED = Long.getLong("figures.first", 1_000);

  private static final int SEEDS = Integer.getInteger("figures.runs", 20);

  /** A method, and the series it is right for. */
  private record Method(
      String name, Season season, Function<List<DatedValue>, List<Anomaly>> search) {}

  /**
   * What changes, the day on which it begins, and for how many days an alarm counts as due to it.
   */
  private record Change(String name, double begin, int days, DoubleUnaryOperator what) {}

  private static final List<Method> METHODS =
      List.of(
          new Method("robust z, hours", Season.HOURLY, values -> robustZ(Season.HOURLY, values)),
          new Method("robust z, days", Season.DAILY, values -> robustZ(Season.DAILY, values)),
          new Method("EWMA, days", Season.DAILY, values -> new Ewma(0).search(values)),
          new Method("CUSUM, days", Season.DAILY, values -> new Cusum(0).search(values)));

  @Test
  @Tag("figures")
  void print() {
    System.out.println("| method | independent | memory 0.3 | heavy tails |");
    System.out.println("|---|---|---|---|");
    for (Method method : METHODS) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f | %.3f |%n",
          method.name(),
          falseAlarmsAWeek(method, 0, false),
          falseAlarmsAWeek(method, 0.3, false),
          falseAlarmsAWeek(method, 0, true));
    }
    for (double peak : new double[] {1, 5, 30}) {
      System.out.printf(
          Locale.ROOT,
          "| silence, up to %.0f calls an hour | %.3f | | |%n",
          peak,
          falseSilences(peak));
    }
    System.out.println();
    System.out.println("| change on day 100 | method | found | median delay | start off by |");
    System.out.println("|---|---|---|---|---|");
    for (Method method : METHODS) {
      double spike = method.season() == Season.HOURLY ? CHANGE + 0.5 : CHANGE;
      row(method, new Change("one value 10 deviations higher", spike, 1, d -> d == spike ? 10 : 0));
      row(method, new Change("shift by 1 deviation", CHANGE, 60, d -> d >= CHANGE ? 1 : 0));
      row(method, new Change("shift by 2 deviations", CHANGE, 60, d -> d >= CHANGE ? 2 : 0));
      row(
          method,
          new Change(
              "drift of 0.1 deviations a day", CHANGE, 60, d -> Math.max(0, 0.1 * (d - CHANGE))));
    }
    for (double peak : new double[] {1, 5, 30}) {
      silenceRow(peak);
    }
  }

  /** All series of a method without a change; the share of weeks with an alarm. */
  static double falseAlarmsAWeek(int seeds, DetectionMethod wanted) {
    Method method =
        METHODS.stream()
            .filter(
                one ->
                    one.name().toUpperCase(Locale.ROOT).startsWith(wanted.name().replace('_', ' ')))
            .findFirst()
            .orElseThrow();
    return falseAlarms(method, new SimulatedFigures(method.season(), 0, false), seeds);
  }

  private static double falseAlarmsAWeek(Method method, double memory, boolean heavyTails) {
    return falseAlarms(method, new SimulatedFigures(method.season(), memory, heavyTails), SEEDS);
  }

  private static double falseAlarms(Method method, SimulatedFigures figures, int seeds) {
    long alarms =
        LongStream.range(FIRST_SEED, FIRST_SEED + seeds)
            .map(seed -> method.search().apply(figures.series(seed, DAYS, day -> 0)).size())
            .sum();
    return alarms / (seeds * DAYS / 7.0);
  }

  private static void row(Method method, Change change) {
    SimulatedFigures figures = new SimulatedFigures(method.season(), 0, false);
    Instant began = SimulatedFigures.BEGIN.plus(Duration.ofHours((long) (24 * change.begin())));
    Instant end = began.plus(Duration.ofDays(change.days()));
    List<Duration> delays = new ArrayList<>();
    List<Duration> misses = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      method.search().apply(figures.series(seed, DAYS, change.what())).stream()
          .filter(found -> !found.detectedAt().isBefore(began) && found.up())
          .filter(found -> found.detectedAt().isBefore(end))
          .findFirst()
          .ifPresent(
              found -> {
                delays.add(Duration.between(began, found.detectedAt()));
                misses.add(Duration.between(began, found.start()).abs());
              });
    }
    print(change.name(), method.name(), method.season().step(), delays, misses);
  }

  private static void silenceRow(double peak) {
    int hour = 24 * CHANGE + 10;
    Instant began = SimulatedFigures.BEGIN.plus(Duration.ofHours(hour));
    List<Duration> delays = new ArrayList<>();
    List<Duration> misses = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Silence silence =
          new Silence(SimulatedFigures.traffic(seed, DAYS, peak, hour), SimulatedFigures.BEGIN);
      for (int later = 1; later < 24 * 14; later++) {
        Instant now = began.plus(Duration.ofHours(later));
        var found = silence.at(now);
        if (found.isPresent()) {
          delays.add(Duration.between(began, now));
          misses.add(Duration.between(began, found.get().start()).abs());
          break;
        }
      }
    }
    print(
        "no calls from 10 h on a Wednesday",
        String.format(Locale.ROOT, "silence, up to %.0f calls an hour", peak),
        Duration.ofHours(1),
        delays,
        misses);
  }

  /** Alarms a week while calls come as usual; one silence is one alarm, however long. */
  static double falseSilences(double peak) {
    long alarms = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Silence silence =
          new Silence(
              SimulatedFigures.traffic(seed, DAYS, peak, Integer.MAX_VALUE),
              SimulatedFigures.BEGIN);
      boolean before = false;
      for (int hour = 1; hour <= 24 * DAYS; hour++) {
        boolean silent =
            silence.at(SimulatedFigures.BEGIN.plus(Duration.ofHours(hour))).isPresent();
        alarms += silent && !before ? 1 : 0;
        before = silent;
      }
    }
    return alarms / (SEEDS * DAYS / 7.0);
  }

  private static void print(
      String change, String method, Duration step, List<Duration> delays, List<Duration> misses) {
    String unit = step.equals(Duration.ofHours(1)) ? "h" : "days";
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f %% | %s | %s |%n",
        change,
        method,
        100.0 * delays.size() / SEEDS,
        median(delays, step, unit),
        median(misses, step, unit));
  }

  private static String median(List<Duration> times, Duration step, String unit) {
    if (times.isEmpty()) {
      return "-";
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() / 2).dividedBy(step) + " " + unit;
  }

  private static List<Anomaly> robustZ(Season season, List<DatedValue> values) {
    return new RobustZ(season, 0).search(values, SimulatedFigures.BEGIN);
  }
}
