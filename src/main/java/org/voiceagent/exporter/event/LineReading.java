package org.voiceagent.exporter.event;

import java.util.Optional;

/** What a line of an event file turned out to be. */
public sealed interface LineReading {

  /** A line that is an event. */
  record Read(Event event) implements LineReading {}

  /**
   * A line that is none.
   *
   * @param reason why, as the label of a metric
   * @param why the same in words; never text from the line
   * @param event the name of the event, as far as it could be read
   */
  record Unreadable(EventRejectReason reason, String why, Optional<String> event)
      implements LineReading {

    /** A line of which not even the name could be read. */
    public static Unreadable of(EventRejectReason reason, String why) {
      return new Unreadable(reason, why, Optional.empty());
    }
  }
}
