package org.voiceagent.exporter.intake;

import java.time.Duration;

/**
 * How long the intake waits for what.
 *
 * @param settle how long a session written in place must be unchanged before it is counted
 * @param rescan how often the whole sessions folder is scanned, even without events
 * @param idle how long an unfinished call may stay unchanged before it counts as abandoned
 */
public record IntakeSettings(Duration settle, Duration rescan, Duration idle) {
  /** 400 ms, 5 s and 10 min. */
  public static IntakeSettings defaults() {
    return new IntakeSettings(
        Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMinutes(10));
  }
}
