package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/** Writes a policy into the state folder's properties and reads it. */
final class PolicyNote {
  private static final String NONE = "none";
  private static final String PIPELINE = "pipeline.";

  private PolicyNote() {}

  static Properties of(RetentionPolicy policy) {
    Properties note = new Properties();
    note.setProperty("max_age", text(policy.maxAge()));
    note.setProperty("abandoned_max_age", text(policy.abandonedMaxAge()));
    note.setProperty("rejected_max_age", text(policy.rejectedMaxAge()));
    note.setProperty("max_calls", text(policy.maxCalls()));
    note.setProperty("max_bytes", text(policy.maxBytes()));
    policy.pipelines().forEach((name, age) -> note.setProperty(PIPELINE + name, text(age)));
    return note;
  }

  /** The policy, or empty if the note is damaged. */
  static Optional<RetentionPolicy> read(Properties note) {
    try {
      Map<String, Optional<Duration>> pipelines = new HashMap<>();
      for (String key : note.stringPropertyNames()) {
        if (key.startsWith(PIPELINE)) {
          pipelines.put(key.substring(PIPELINE.length()), age(note, key));
        }
      }
      return Optional.of(
          new RetentionPolicy(
              age(note, "max_age"),
              number(note, "max_calls"),
              number(note, "max_bytes"),
              age(note, "abandoned_max_age"),
              age(note, "rejected_max_age"),
              pipelines,
              Duration.ZERO));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> age(Properties note, String key) {
    OptionalLong seconds = number(note, key);
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong number(Properties note, String key) {
    String text = note.getProperty(key, "");
    return text.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static String text(Optional<Duration> age) {
    return age.map(limit -> Long.toString(limit.toSeconds())).orElse(NONE);
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : NONE;
  }
}
