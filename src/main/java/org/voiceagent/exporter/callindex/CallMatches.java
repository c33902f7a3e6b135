package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that a query found.
 *
 * @param calls in the query's order
 * @param cursors the position of each of them
 * @param more whether there are more behind the last one
 * @param matching how many calls pass the filter, on all pages together
 * @param listed how many calls are in the list at all
 * @param since calls that ended earlier are not in the list, or not all of them; empty if every
 *     call that was ever counted is
 * @param facets how many calls have each value, the most frequent first. A facet's own part of the
 *     filter is left out, so that the other values can be chosen instead
 */
public record CallMatches(
    List<ListedCall> calls,
    List<CallCursor> cursors,
    boolean more,
    int matching,
    int listed,
    Optional<Instant> since,
    Map<Facet, List<Count>> facets) {

  /**
   * How many calls have a value.
   *
   * @param value the value of the facet
   * @param calls how many calls, at least 1
   */
  public record Count(String value, int calls) {}

  /** Copies lists and map. */
  public CallMatches {
    calls = List.copyOf(calls);
    cursors = List.copyOf(cursors);
    facets = Map.copyOf(facets);
  }
}
