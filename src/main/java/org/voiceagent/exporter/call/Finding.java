package org.voiceagent.exporter.call;

import java.util.Locale;

/**
 * Something wrong or odd in a call's files, with its place for an operator.
 *
 * @param file the file's name within the call's folder, such as {@code metrics.json}
 * @param line the line, from 1; 0 if the finding is about the file as a whole
 * @param field the field, by {@link CallField#key()}, or {@code line} or {@code file} if it is not
 *     about a single field; a fixed set, so it may label a metric
 * @param reason why the value was dropped; a fixed set
 * @param message one sentence with what was found and what is expected; may quote numbers and keys,
 *     never transcript text
 */
public record Finding(String file, int line, String field, Reason reason, String message) {

  /** Why a value, a line or a file was not used. */
  public enum Reason {
    /** Negative where only 0 or more makes sense. */
    NEGATIVE,
    /** Beyond what any call can have. */
    TOO_LARGE,
    /** Outside the field's range. */
    OUT_OF_RANGE,
    /** NaN, Infinity or too large for a double. */
    NOT_FINITE,
    /** A value of the wrong type, such as an object where a number belongs. */
    WRONG_TYPE,
    /** A value that is useless without another one, such as a start without an end. */
    INCOMPLETE,
    /** Text that cannot be read as the number, time or label it should be. */
    UNREADABLE,
    /** A line that is not JSON, or a file that cannot be parsed. */
    BROKEN,
    /** A line with nothing on it. */
    BLANK,
    /** A last line that is not finished. */
    HALF_WRITTEN,
    /** A byte order mark, which JSON must not have. */
    BOM,
    /** The id in the file differs from the folder's name; the folder wins. */
    MISMATCH,
    /** More than the configured limit. */
    LIMIT;

    /** The label value. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The finding as {@code file:line: field: message}, the form editors can jump to. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + field + ": " + message;
  }
}
