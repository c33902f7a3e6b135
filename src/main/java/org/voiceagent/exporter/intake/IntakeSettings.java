package org.voiceagent.exporter.intake;

import java.time.Duration;

/**
 * The times by which folders are looked at.
 *
 * @param settle how long a session written in place must be unchanged before it is taken
 * @param rescan how often the sessions folder is looked through, whatever events say
 * @param idle how old the last sign of an unfinished call may be before it counts as abandoned
 */
public record IntakeSettings(Duration settle, Duration rescan, Duration idle) {
  /** 400 ms, 5 s and 10 min. */
  public static IntakeSettings defaults() {
    return new IntakeSettings(
        Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMinutes(10));
  }
}
