package org.voiceagent.exporter.retention;

import java.time.Duration;

/** Writes durations for people. */
final class Times {
  private static final long DAY_SECONDS = 86_400;
  private static final long HOUR_SECONDS = 3_600;
  private static final long MINUTE_SECONDS = 60;

  private Times() {}

  /** The largest unit of which there are two or more, rounded down: {@code 30d}, {@code 36h}. */
  static String of(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds >= 2 * DAY_SECONDS || (seconds > 0 && seconds % DAY_SECONDS == 0)) {
      return seconds / DAY_SECONDS + "d";
    } else if (seconds >= 2 * HOUR_SECONDS) {
      return seconds / HOUR_SECONDS + "h";
    } else if (seconds >= 2 * MINUTE_SECONDS) {
      return seconds / MINUTE_SECONDS + "m";
    }
    return seconds + "s";
  }
}
