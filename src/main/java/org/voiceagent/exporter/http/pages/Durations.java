package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Words for lengths of time. */
final class Durations {
  private Durations() {}

  /** A time that a page shows, such as {@code the last 24 hours}. */
  static String words(TimeRange range) {
    return "the last " + length(range.length());
  }

  /** The time before it, such as {@code the 24 hours before}. */
  static String before(TimeRange range) {
    return "the " + length(range.length()) + " before";
  }

  /** The time as a sentence with both ends, in UTC. */
  static String sentence(TimeRange range) {
    return "Calls that ended from " + minute(range.from()) + " to " + minute(range.to()) + " UTC.";
  }

  private static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", "");
  }

  /** Such as {@code 24 hours} or {@code 7 days}. */
  static String length(Duration length) {
    long hours = Math.max(1, Math.round(length.toMinutes() / 60.0));
    return hours <= 48
        ? hours + (hours == 1 ? " hour" : " hours")
        : Math.round(hours / 24.0) + " days";
  }
}
