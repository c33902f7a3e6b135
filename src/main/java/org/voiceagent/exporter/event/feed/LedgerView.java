package org.voiceagent.exporter.event.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Mark;

/**
 * How far files were read, by their names in the ledger: what is recorded, and what was read since
 * and is about to be. Used by the reading thread only.
 */
final class LedgerView {
  /** The kind of mark by which a copy of a file that was read to its end is known. */
  static final String HEAD = "events_head";

  private static final int MOST_FILES = 10_000;

  private final Ledger ledger;
  private final Map<String, Long> open;
  private final Set<String> ended = new HashSet<>();
  private final Set<String> endedHeads = new HashSet<>();

  LedgerView(Ledger ledger) {
    this.ledger = ledger;
    this.open = new HashMap<>(ledger.positions());
  }

  /** The files that are not read to their ends, with their positions. */
  Map<String, Long> open() {
    return open;
  }

  /** Whether one more file can be read. */
  boolean hasRoom() {
    return open.size() < MOST_FILES;
  }

  void readTo(String name, long position) {
    open.put(name, position);
  }

  /** Whether the file of this name is not to be read any more. */
  boolean isEnded(String name) {
    return ended.contains(name) || ledger.contains(Mark.Once.file(name));
  }

  /** Whether a file with this first line was read to its end, and is gone. */
  boolean isHeadEnded(FileIdentity identity) {
    return endedHeads.contains(identity.headText())
        || ledger.contains(new Mark.Once(HEAD, identity.headText()));
  }

  void end(EventChunk.End end) {
    open.remove(end.name());
    ended.add(end.name());
    endedHeads.add(end.head());
  }
}
