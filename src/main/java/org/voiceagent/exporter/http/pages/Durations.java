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

  /** The time as a sentence with both ends, in UTC. */
  static String sentence(TimeRange range) {
    return "Calls that ended " + ends(range) + ".";
  }

  /** Both ends of a time, in UTC: from 2026-11-29 21:25 to 2026-11-30 21:25 UTC. */
  static String ends(TimeRange range) {
    String from = HumanText.minute(range.from()).replace(" UTC", "");
    return "from " + from + " to " + HumanText.minute(range.to());
  }

  /** Such as {@code 24 hours} or {@code 7 days}. */
  static String length(Duration length) {
    long hours = Math.max(1, Math.round(length.toMinutes() / 60.0));
    return hours <= 48
        ? hours + (hours == 1 ? " hour" : " hours")
        : Math.round(hours / 24.0) + " days";
  }
}
