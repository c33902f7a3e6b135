package org.voiceagent.exporter.advice.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far back a rule looks among the calls of the same pipeline, provider and model.
 *
 * @param last how many calls at most, including the one that is judged
 * @param within how long before its end a call may have ended; empty for any time
 */
public record LookBack(int last, Optional<Duration> within) {
  /** The look-back of the usual severities. */
  public static final LookBack USUAL = new LookBack(20, Optional.empty());

  /** The earliest end that is recent enough. */
  public Instant from(Instant end) {
    return within.map(end::minus).orElse(Instant.MIN);
  }

  /** Such as {@code the last 20 calls within 24 h}. */
  public String describe() {
    String hours = within.map(time -> " within " + time.toHours() + " h").orElse("");
    return "the last " + last + " calls" + hours;
  }
}
