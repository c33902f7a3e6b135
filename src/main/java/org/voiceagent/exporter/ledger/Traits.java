package org.voiceagent.exporter.ledger;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is recorded of an entry for {@link Projection}s alone: it stands in no series, because it
 * would be one too many.
 *
 * @param subject a hash that entries about the same person or thing share, such as the caller, by
 *     which they are related; empty if unknown
 * @param bits what its owner wants to remember, at most six bits
 * @param weight how much it counts in a weighted mean, such as seconds of speech; 0 if unknown
 * @param ids hashes of what must not count again in a later entry, such as the ids of events
 */
public record Traits(OptionalLong subject, int bits, float weight, List<Long> ids) {
  /** Nothing. */
  public static final Traits NONE = new Traits(OptionalLong.empty(), 0, 0);

  private static final int MOST_BITS = 0x3f;

  /**
   * Checks the bits and copies the list.
   *
   * @throws IllegalArgumentException if there are more than six
   */
  public Traits {
    if ((bits & ~MOST_BITS) != 0) {
      throw new IllegalArgumentException("more than six bits: " + bits);
    }
    ids = List.copyOf(ids);
  }

  /** Traits without ids. */
  public Traits(OptionalLong subject, int bits, float weight) {
    this(subject, bits, weight, List.of());
  }

  /** Nothing but ids. */
  public static Traits ofIds(List<Long> ids) {
    return new Traits(OptionalLong.empty(), 0, 0, ids);
  }
}
