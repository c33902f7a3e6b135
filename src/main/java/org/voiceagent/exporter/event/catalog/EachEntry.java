package org.voiceagent.exporter.event.catalog;

import java.util.Set;

/**
 * An object or a list whose entries are taken one by one. Immutable.
 *
 * @param whole the object or list
 * @param named the only properties that are taken, because the payload names them; empty: all
 */
record EachEntry(DataPath whole, Set<String> named) {

  /** Copies the set. */
  EachEntry {
    named = Set.copyOf(named);
  }

  /** Whether a property is taken. */
  boolean takes(String property) {
    return named.isEmpty() || named.contains(property);
  }
}
