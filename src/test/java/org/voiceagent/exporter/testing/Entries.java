package org.voiceagent.exporter.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;

/** Entries of the ledger for tests. */
public final class Entries {
  private Entries() {}

  /** A counted call. */
  public static Entry call(CallId id, Instant endedAt, Instant countedAt, List<Change> changes) {
    return new Entry(
        Mark.Once.call(id.value()), endedAt, countedAt, Optional.of(id.value()), changes);
  }

  /** The call an entry counts. */
  public static CallId id(Entry entry) {
    return new CallId(entry.origin().orElseThrow());
  }
}
