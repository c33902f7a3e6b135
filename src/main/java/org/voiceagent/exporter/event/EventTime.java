package org.voiceagent.exporter.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.files.UsualTime;

/** Reads the time of an event: ISO 8601 with a date, a time and a zone, to the nanosecond. */
final class EventTime {
  private static final int LONGEST = 40;
  private static final int SHORTEST = 19;

  private EventTime() {}

  /** The time; empty if the text has no time, or one without a zone. */
  static Optional<Instant> of(String text) {
    if (text.length() > LONGEST || text.length() < SHORTEST) {
      return Optional.empty();
    }
    Optional<Instant> usual = text.endsWith("Z") ? UsualTime.parse(text) : Optional.empty();
    if (usual.isPresent()) {
      return usual;
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
