package org.voiceagent.exporter.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the intake.
 *
 * @param wall wall-clock time, compared with file times only, because it may jump
 * @param monotonic time in ns that never jumps, for everything that waits
 */
public record IntakeClock(InstantSource wall, LongSupplier monotonic) {
  Instant now() {
    return wall.instant();
  }

  long nanos() {
    return monotonic.getAsLong();
  }
}
