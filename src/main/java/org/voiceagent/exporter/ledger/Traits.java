package org.voiceagent.exporter.ledger;

import java.util.OptionalLong;

/**
 * What is recorded of an entry for {@link Projection}s alone: it stands in no series, because it
 * would be one too many.
 *
 * @param subject a hash that entries about the same person or thing share, such as the caller, by
 *     which they are related; empty if unknown
 * @param bits what its owner wants to remember, at most six bits
 * @param weight how much it counts in a weighted mean, such as seconds of speech; 0 if unknown
 */
public record Traits(OptionalLong subject, int bits, float weight) {
  /** Nothing. */
  public static final Traits NONE = new Traits(OptionalLong.empty(), 0, 0);

  private static final int MOST_BITS = 0x3f;

  /**
   * Checks the bits.
   *
   * @throws IllegalArgumentException if there are more than six
   */
  public Traits {
    if ((bits & ~MOST_BITS) != 0) {
      throw new IllegalArgumentException("more than six bits: " + bits);
    }
  }
}
