package org.voiceagent.exporter.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;

/**
 * Finds values that are possible, and so are used, but that nearly always come from a wrong unit.
 * Used to check a folder by hand.
 */
public final class OddValues {
  /** No engine answers within this many ms. */
  private static final double SHORTEST_ANSWER_MS = 30;

  private static final List<CallField> ANSWERS =
      List.of(
          CallField.AVG_TURN_LATENCY_MS,
          CallField.MAX_TURN_LATENCY_MS,
          CallField.P95_TURN_LATENCY_MS);

  private OddValues() {}

  /** One sentence for each; empty if nothing is odd. */
  public static List<String> of(CallSession session) {
    List<String> odd = new ArrayList<>();
    List<Double> turns = session.facts().numbers(CallField.TURN_LATENCIES_MS);
    if (!turns.isEmpty() && turns.stream().allMatch(ms -> ms < SHORTEST_ANSWER_MS)) {
      odd.add(seconds("latency.turn_ms", "latency.turn_seconds"));
      return odd;
    }
    for (CallField field : ANSWERS) {
      OptionalDouble ms = session.facts().number(field);
      if (ms.isPresent() && ms.getAsDouble() < SHORTEST_ANSWER_MS) {
        String name = "latency." + field.names().get(0);
        odd.add(seconds(name + "_ms", name + "_seconds"));
      }
    }
    return odd;
  }

  private static String seconds(String ms, String seconds) {
    return ms
        + ": no answer takes less than "
        + (int) SHORTEST_ANSWER_MS
        + " ms, so this looks like seconds; if it is, name it "
        + seconds;
  }
}
