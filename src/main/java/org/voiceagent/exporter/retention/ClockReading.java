package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The wall clock and the running time of the machine, read at the same moment.
 *
 * @param wall the wall-clock time, which may be wrong
 * @param timeline what {@code running} counts from: a boot of the machine, or a process. Only
 *     readings of one timeline can be compared
 * @param running the time since the timeline began; it never goes back
 * @param countsSleep whether {@code running} goes on while the machine sleeps
 */
public record ClockReading(Instant wall, String timeline, Duration running, boolean countsSleep) {

  /** The time that passed since an earlier reading; empty if that is unknown. */
  Optional<Duration> since(ClockReading earlier) {
    Duration passed = running.minus(earlier.running);
    return timeline.equals(earlier.timeline) && !passed.isNegative()
        ? Optional.of(passed)
        : Optional.empty();
  }
}
