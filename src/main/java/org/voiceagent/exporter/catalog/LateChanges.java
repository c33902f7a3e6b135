package org.voiceagent.exporter.catalog;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;

/**
 * What facts that may become known late do to the totals.
 *
 * @param facts the facts that are known
 * @param changes what they do; empty if no fact is known
 */
public record LateChanges(Set<String> facts, List<Change> changes) {
  /** No fact is known. */
  static final LateChanges NONE = new LateChanges(Set.of(), List.of());

  /** Copies both. */
  public LateChanges {
    facts = Set.copyOf(facts);
    changes = List.copyOf(changes);
  }
}
