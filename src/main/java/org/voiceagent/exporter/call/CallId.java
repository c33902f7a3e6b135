package org.voiceagent.exporter.call;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of one call, which is also the name of its folder: a UUID, an Asterisk channel id such as
 * {@code 1761449250.2163}, or whatever else the engine uses within the accepted alphabet.
 *
 * <p>An id never contains a path separator, never starts with a dot and has 1 to 128 characters, so
 * it is safe to resolve against the sessions folder.
 *
 * @param value the id, matching {@code [A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}}
 */
public record CallId(String value) implements Comparable<CallId> {
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}");

  /**
   * @throws IllegalArgumentException if the value is outside the accepted alphabet
   */
  public CallId {
    if (!ACCEPTED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a call id");
    }
  }

  /** Returns the id, or empty if the text is not one; never throws. */
  public static Optional<CallId> parse(String text) {
    return ACCEPTED.matcher(text).matches() ? Optional.of(new CallId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
