package org.voiceagent.exporter.http.pages;

import java.time.Duration;

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

  /** Such as {@code 24 hours} or {@code 7 days}. */
  static String length(Duration length) {
    long hours = Math.max(1, Math.round(length.toMinutes() / 60.0));
    return hours <= 48
        ? hours + (hours == 1 ? " hour" : " hours")
        : Math.round(hours / 24.0) + " days";
  }
}
