package org.voiceagent.exporter.callindex;

import java.util.OptionalDouble;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;

/**
 * How badly a call went, in points, so that the worst calls can be listed first. All points and
 * thresholds are this project's own choice; the sum says which call to look at first and nothing
 * else. What is unknown adds nothing.
 *
 * <ul>
 *   <li>the call ended with an error: 50; it timed out without input, or was abandoned: 20
 *   <li>the best advice is critical: 30, a warning: 15, information: 5
 *   <li>the caller sounded very negative: 30, negative: 15
 *   <li>the longest wait was over 5 s: 20, over 2.5 s: 10, over 1.5 s: 5
 *   <li>dead air of 10 s or more: 10, of 3 s or more: 5
 * </ul>
 */
public final class Trouble {
  private static final double[][] WAIT_MS = {{5_000, 20}, {2_500, 10}, {1_500, 5}};

  private Trouble() {}

  /** The points of a call, from 0 to 140. */
  static int of(ListedCall call) {
    return outcome(call.outcome())
        + call.advice().stream().mapToInt(advised -> severity(advised.severity())).max().orElse(0)
        + call.sentimentBand().map(Trouble::sentiment).orElse(0)
        + wait(call.longestWaitMs())
        + deadAir(call.deadAirSeconds());
  }

  private static int outcome(Outcome outcome) {
    return switch (outcome) {
      case ERROR -> 50;
      case ABANDONED, NO_INPUT_TIMEOUT -> 20;
      default -> 0;
    };
  }

  private static int severity(String severity) {
    return switch (severity) {
      case "critical" -> 30;
      case "warning" -> 15;
      default -> 5;
    };
  }

  private static int sentiment(SentimentBand band) {
    return switch (band) {
      case VERY_NEGATIVE -> 30;
      case NEGATIVE -> 15;
      default -> 0;
    };
  }

  private static int wait(OptionalDouble longestMs) {
    for (double[] step : WAIT_MS) {
      if (longestMs.orElse(0) > step[0]) {
        return (int) step[1];
      }
    }
    return 0;
  }

  private static int deadAir(OptionalDouble seconds) {
    double silent = seconds.orElse(0);
    return silent >= 10 ? 10 : silent >= 3 ? 5 : 0;
  }
}
