package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a page shows.
 *
 * @param from its start, before its end
 * @param to its end
 */
record TimeRange(Instant from, Instant to) {

  /** How long it is. */
  Duration length() {
    return Duration.between(from, to);
  }

  /** The time of the same length just before it. */
  TimeRange before() {
    return new TimeRange(from.minus(length()), from);
  }
}
