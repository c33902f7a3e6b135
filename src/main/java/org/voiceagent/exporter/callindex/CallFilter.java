package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which calls are wanted.
 *
 * @param from calls that ended then or later; empty for no limit
 * @param to calls that ended before; empty for no limit
 * @param facets the one value that each of these facets must have; other facets may have any
 * @param latencyOverMs calls whose longest wait was longer than this, in ms; empty for no limit
 */
public record CallFilter(
    Optional<Instant> from,
    Optional<Instant> to,
    Map<Facet, String> facets,
    OptionalDouble latencyOverMs) {

  /** All calls. */
  public static final CallFilter ALL =
      new CallFilter(Optional.empty(), Optional.empty(), Map.of(), OptionalDouble.empty());

  /** Copies the map. */
  public CallFilter {
    facets = Map.copyOf(facets);
  }
}
