package org.voiceagent.exporter.call;

import java.util.Optional;

/**
 * The id of one call, which is also the name of its folder: a UUID, an Asterisk channel id such as
 * {@code 1761449250.2163}, or any other id within the accepted alphabet.
 *
 * <p>An id never contains a path separator, never starts with a dot and has 1 to 128 characters, so
 * it is safe to resolve against the sessions folder.
 *
 * @param value the id, matching {@code ([A-Za-z0-9]|\+[0-9])[A-Za-z0-9._:@+-]*}
 */
public record CallId(String value) implements Comparable<CallId> {
  private static final int LONGEST = 128;

  /**
   * @throws IllegalArgumentException if the value is outside the accepted alphabet
   */
  public CallId {
    if (!isAccepted(value)) {
      throw new IllegalArgumentException("not a call id");
    }
  }

  /** Returns the id, or empty if the text is not one; never throws. */
  public static Optional<CallId> parse(String text) {
    return isAccepted(text) ? Optional.of(new CallId(text)) : Optional.empty();
  }

  private static boolean isAccepted(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isBegin(text)) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char at = text.charAt(i);
      if (!isLetterOrDigit(at) && "._:@+-".indexOf(at) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A plus begins a telephone number, and nothing else. */
  private static boolean isBegin(String text) {
    char first = text.charAt(0);
    return isLetterOrDigit(first)
        || (first == '+' && text.length() > 1 && text.charAt(1) >= '0' && text.charAt(1) <= '9');
  }

  /** Only ASCII letters and digits, unlike {@code Character.isLetterOrDigit}. */
  private static boolean isLetterOrDigit(char at) {
    return (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9') || (at >= 'A' && at <= 'Z');
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
