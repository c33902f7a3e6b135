package org.voiceagent.exporter.lake;

import org.voiceagent.exporter.event.EventLog;
import org.voiceagent.exporter.ledger.Projection;

/** The journal of a daemon: of its calls and of its events. Thread-safe. */
public final class LakeJournal implements AutoCloseable {
  private final Journal journal;
  private final CallJournal calls;
  private final EventJournal events;

  /** A journal as the settings say; nothing is made before the first row is written. */
  public LakeJournal(LakeSettings settings) {
    this.journal = new Journal(settings.journal());
    this.calls = new CallJournal(journal, settings.host());
    this.events = new EventJournal(journal, settings.host());
  }

  /** What gets the counted calls. */
  public Projection calls() {
    return calls;
  }

  /** What keeps events before they are counted. */
  public EventLog events() {
    return events;
  }

  /** Ends the start, when the ledger has been read. */
  public void begin() {
    calls.begin();
  }

  /** Writes what is waiting in memory; a failure is logged. */
  public void flush() {
    calls.flush();
  }

  /** The lines that are written, so that some of them can be removed. */
  Journal lines() {
    return journal;
  }

  /** Writes what is waiting, durably. */
  @Override
  public void close() {
    calls.flush();
    journal.force();
  }
}
