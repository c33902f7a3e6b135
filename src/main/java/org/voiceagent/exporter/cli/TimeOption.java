package org.voiceagent.exporter.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.voiceagent.exporter.yaml.ShortTime;

/** Reads a time as people type it: a date, a time in UTC, or how long ago. */
final class TimeOption {
  /** What an error message says about the form. */
  static final String FORM = "a time such as 24h (ago), 2026-11-30, 2026-11-30T08:00:00Z or now";

  private TimeOption() {}

  /**
   * The time, or empty if the text has another form.
   *
   * @param now what a time ago is counted from
   */
  static Optional<Instant> parse(String text, Instant now) {
    if (text.equals("now")) {
      return Optional.of(now);
    }
    Optional<Duration> ago = ShortTime.parse(text);
    if (ago.isPresent()) {
      return Optional.of(now.minus(ago.get()));
    }
    try {
      return Optional.of(
          text.endsWith("Z")
              ? Instant.parse(text)
              : text.contains("T")
                  ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                  : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
