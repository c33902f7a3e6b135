package org.voiceagent.exporter.lake;

import java.time.ZoneOffset;
import java.util.List;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.event.EventLog;

/**
 * Journals a row of every event that is about to be counted, in the part of the journal of the day
 * on which it happened. Thread-safe.
 *
 * @param host the name of this machine in the lake
 */
public record EventJournal(Journal journal, String host) implements EventLog {
  @Override
  public void append(List<CountedEvent> batch) {
    for (CountedEvent event : batch) {
      journal.append(
          Dataset.EVENTS.label(),
          event.at().atZone(ZoneOffset.UTC).toLocalDate(),
          EventRow.line(event, host));
    }
  }

  /** Events are in no projection, so a start cannot journal again what is not on the disk. */
  @Override
  public void force() {
    journal.force(Dataset.EVENTS.label());
  }
}
