package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /kpi} must say of all calls that were dropped, worked out from what was written. The
 * calls ended between three weeks and one week ago, so that it is known who called again. Not
 * thread-safe.
 */
final class ExpectedKpis {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int SECONDS_OF_HOUR = 3_600;
  private static final int HOURS = 36;
  private static final int HOURS_OF_DAY = 3;
  private static final int PRIME = 7_919;
  private static final int FEWEST_FOR_A_RATE = 10;

  private final Instant first =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(21));
  private final Map<String, Map<String, Fraction>> groups = new TreeMap<>();
  private final List<Call> calls = new ArrayList<>();

  /**
   * A call.
   *
   * @param ended when it ended, another second for each call
   * @param caller its caller, or "" if unknown
   */
  record Call(Instant ended, String pipeline, String caller) {
    private String day() {
      return ended.truncatedTo(ChronoUnit.DAYS) + " " + pipeline;
    }
  }

  /** What is divided, and by what. */
  private static final class Fraction {
    private double dividend;
    private long n;

    private void add(double value, long more) {
      dividend += value;
      n += more;
    }

    private String text(int fewest) {
      return n < fewest ? "none of " + n : Math.round(dividend * 4) / 4.0 + " of " + n;
    }
  }

  /** Adds the n-th call that was dropped; the times of calls are in no order. */
  Call call(int number, String pipeline, String caller) {
    int place = (int) ((long) number * PRIME % (HOURS * SECONDS_OF_HOUR));
    int hour = place / SECONDS_OF_HOUR;
    Instant ended =
        first
            .plus(DAY.multipliedBy(hour / HOURS_OF_DAY))
            .plus(Duration.ofHours(8L * (hour % HOURS_OF_DAY)))
            .plusSeconds(place % SECONDS_OF_HOUR);
    Call call = new Call(ended, pipeline, caller);
    calls.add(call);
    add(groups, call, "calls", 1, 1);
    return call;
  }

  /** Adds to what an indicator divides and divides by. */
  void add(Call call, String kpi, double dividend, long divisor) {
    add(groups, call, kpi, dividend, divisor);
  }

  private static void add(
      Map<String, Map<String, Fraction>> groups, Call call, String kpi, double value, long n) {
    for (String group : List.of("", call.day())) {
      groups
          .computeIfAbsent(group, any -> new TreeMap<>())
          .computeIfAbsent(kpi, any -> new Fraction())
          .add(value, n);
    }
  }

  /** Compares all indicators that were added to, and those about callers, of a running daemon. */
  void check(RunningExporter exporter, String when) throws IOException {
    String period = "/kpi?from=" + first + "&to=" + first.plus(Duration.ofDays(14));
    Map<String, Map<String, Fraction>> expected = new TreeMap<>(groups);
    callers().forEach((group, more) -> expected.merge(group, more, ExpectedKpis::both));
    Map<String, String> wanted = new TreeMap<>();
    expected.forEach(
        (group, kpis) ->
            kpis.forEach(
                (kpi, fraction) -> {
                  String key = group + " " + kpi;
                  wanted.put(key, fraction.text(kpi.endsWith("_rate") ? FEWEST_FOR_A_RATE : 1));
                }));
    Map<String, String> found = new TreeMap<>();
    found.putAll(found(exporter.text(period)));
    found.putAll(found(exporter.text(period + "&by=day,pipeline_name")));
    found.keySet().retainAll(wanted.keySet());
    assertThat(found).as(when).isEqualTo(wanted);
  }

  private static Map<String, Fraction> both(
      Map<String, Fraction> some, Map<String, Fraction> others) {
    Map<String, Fraction> both = new TreeMap<>(some);
    both.putAll(others);
    return both;
  }

  private static Map<String, String> found(String json) throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode row : new ObjectMapper().readTree(json).path("rows")) {
      List<String> labels = new ArrayList<>();
      row.path("labels").forEach(label -> labels.add(label.asText()));
      for (JsonNode kpi : row.path("kpis")) {
        Fraction fraction = new Fraction();
        fraction.n = kpi.path("n").asLong();
        String name = kpi.path("id").asText().replaceFirst("@.*", "");
        long parts = name.equals("calls") ? 1 : fraction.n;
        fraction.dividend = kpi.path("value").asDouble() * parts;
        found.put(
            String.join(" ", labels) + " " + name,
            fraction.text(kpi.path("value").isNull() ? Integer.MAX_VALUE : 0));
      }
    }
    return found;
  }

  /** What follows from who called when. */
  private Map<String, Map<String, Fraction>> callers() {
    Map<String, Map<String, Fraction>> found = new TreeMap<>();
    Map<String, List<Call>> byCaller = new HashMap<>();
    List<Call> known = new ArrayList<>(calls);
    known.removeIf(call -> call.caller().isEmpty());
    known.sort(Comparator.comparing(Call::ended));
    known.forEach(
        call -> byCaller.computeIfAbsent(call.caller(), any -> new ArrayList<>()).add(call));
    for (List<Call> ofOne : byCaller.values()) {
      for (int i = 0; i < ofOne.size(); i++) {
        Call call = ofOne.get(i);
        boolean last = i + 1 == ofOne.size();
        boolean backInAWeek = !last && follows(call, ofOne.get(i + 1), WEEK);
        boolean backInADay = !last && follows(call, ofOne.get(i + 1), DAY);
        add(found, call, "fcr_repeat_rate", backInAWeek ? 0 : 1, 1);
        add(found, call, "containment_no_callback_24h_rate", backInADay ? 0 : 1, 1);
        Instant hour = call.ended().truncatedTo(ChronoUnit.HOURS);
        Instant since = known.get(0).ended().truncatedTo(ChronoUnit.HOURS);
        if (!since.plus(WEEK).isAfter(hour)) {
          boolean again = i > 0 && follows(ofOne.get(i - 1), call, WEEK);
          add(found, call, "repeat_call_rate", again ? 1 : 0, 1);
        }
      }
    }
    return found;
  }

  private static boolean follows(Call earlier, Call later, Duration most) {
    return !earlier.ended().plus(most).isBefore(later.ended());
  }
}
