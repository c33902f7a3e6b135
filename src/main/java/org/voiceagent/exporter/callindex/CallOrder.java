package org.voiceagent.exporter.callindex;

import java.util.Locale;
import java.util.Optional;

/** In which order calls are listed. Calls that are equal in it follow with the newest first. */
public enum CallOrder {
  /** The call that ended last comes first. */
  NEWEST,
  /** The call with the most {@link Trouble} comes first. */
  WORST,
  /** The call whose caller waited longest for an answer comes first; unknown waits come last. */
  WAIT,
  /** The longest call comes first; calls of unknown length come last. */
  DURATION,
  /** The call with the lowest sentiment comes first; those without one come last. */
  SENTIMENT;

  /** What a call without the value has: it comes after all others. */
  private static final double LAST = Double.MAX_VALUE;

  /** The lower-case word in addresses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order of this word, or empty. */
  public static Optional<CallOrder> named(String label) {
    for (CallOrder order : values()) {
      if (order.label().equals(label)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /** Where a row stands: rows with smaller values come first. */
  double position(Segment in, int row) {
    return switch (this) {
      case NEWEST -> -in.endedMs[row];
      case WORST -> -Byte.toUnsignedInt(in.trouble[row]);
      case WAIT -> largestFirst(in.wait[row]);
      case DURATION -> largestFirst(in.duration[row]);
      case SENTIMENT -> in.sentiment[row] == Segment.UNKNOWN_SENTIMENT ? LAST : in.sentiment[row];
    };
  }

  private static double largestFirst(float value) {
    return Float.isNaN(value) ? LAST : -value;
  }
}
