package org.voiceagent.exporter.ledger;

import java.util.OptionalLong;

/**
 * What is recorded of an entry for {@link Projection}s alone: it stands in no series, because it
 * would be one too many.
 *
 * @param subject a hash that entries about the same person or thing share, such as the caller, by
 *     which they are related; empty if unknown
 * @param bits what its owner wants to remember, at most seven bits
 */
public record Traits(OptionalLong subject, int bits) {
  /** Nothing. */
  public static final Traits NONE = new Traits(OptionalLong.empty(), 0);

  private static final int MOST_BITS = 0x7f;

  /**
   * Checks the bits.
   *
   * @throws IllegalArgumentException if there are more than seven
   */
  public Traits {
    if ((bits & ~MOST_BITS) != 0) {
      throw new IllegalArgumentException("more than seven bits: " + bits);
    }
  }
}
