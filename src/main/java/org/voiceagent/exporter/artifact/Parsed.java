package org.voiceagent.exporter.artifact;

import org.voiceagent.exporter.call.Finding.Reason;

/**
 * The result of parsing a value: good, absent or bad.
 *
 * @param <T> what it should be
 */
sealed interface Parsed<T> {

  /** A plausible value in the base unit. */
  record Good<T>(T value) implements Parsed<T> {}

  /** The engine measured nothing and wrote null, NaN or a sentinel. Not an error. */
  record Absent<T>() implements Parsed<T> {}

  /** A value that must not be used, and why. */
  record Bad<T>(Reason reason, String why) implements Parsed<T> {}

  /** A value. */
  static <T> Parsed<T> good(T value) {
    return new Good<>(value);
  }

  /** Nothing. */
  static <T> Parsed<T> absent() {
    return new Absent<>();
  }

  /** A refusal with what was expected. */
  static <T> Parsed<T> bad(Reason reason, String why) {
    return new Bad<>(reason, why);
  }
}
