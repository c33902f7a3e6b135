package org.voiceagent.exporter.ledger;

import java.util.HashSet;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/**
 * Remembers every call that was counted since the start, also when its folder goes and comes back.
 * Thread-safe.
 */
public final class Ledger {
  private final Set<CallId> counted = new HashSet<>();

  /** Records the call; true the first time, false ever after. */
  public synchronized boolean countOnce(CallId id) {
    return counted.add(id);
  }

  /** Whether the call was counted. */
  public synchronized boolean contains(CallId id) {
    return counted.contains(id);
  }
}
