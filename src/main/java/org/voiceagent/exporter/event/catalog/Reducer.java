package org.voiceagent.exporter.event.catalog;

import java.util.Optional;

/**
 * How the events of one name change one family, which may be a hidden one. Immutable.
 *
 * @param kind what it does
 * @param family the name of the family it changes
 * @param shown the name of the metric that it is for, whose labels it has
 * @param where which events or entries it takes; of entities, those that count
 * @param forEach the object or list of whose entries each is taken; empty: the event itself
 * @param from the number it takes; empty: 1
 * @param scale what the number is multiplied by; 0: the number only has to be there, and 1 is taken
 * @param key what tells entities, or counters of other processes, apart
 * @param spanMs the length of a span of time
 * @param sampled whether it stands for the events that sampling leaves out, too
 */
record Reducer(
    Kind kind,
    String family,
    String shown,
    EventFilter where,
    Optional<EachEntry> forEach,
    Optional<DataPath> from,
    double scale,
    Optional<DataPath> key,
    long spanMs,
    boolean sampled) {

  /** The same, but it stands for no event that sampling leaves out. */
  Reducer unsampled() {
    return new Reducer(kind, family, shown, where, forEach, from, scale, key, spanMs, false);
  }

  /** What a reducer does. */
  enum Kind {
    /** Adds to a counter, or an observation to a histogram. */
    ADD,
    /** Sets a gauge. */
    SET,
    /** Adds by how much another counter grew; the hidden family holds where that one stands. */
    GROWTH,
    /** Keeps the newest event of an entity. */
    ENTITY,
    /** Keeps the newest event of an entity that fits, and nothing of others. */
    MEMBER,
    /** Adds to the sum of a span of time. */
    SPAN
  }
}
