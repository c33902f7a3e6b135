package org.voiceagent.exporter.lake;

import java.time.ZoneOffset;
import java.util.List;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.event.EventSink;

/**
 * Journals a row of every counted event, in the part of the journal of the day on which it
 * happened. Thread-safe.
 *
 * @param host the name of this machine in the lake
 */
public record EventJournal(Journal journal, String host) implements EventSink {
  @Override
  public void accept(List<CountedEvent> batch) {
    for (CountedEvent event : batch) {
      journal.append(
          Dataset.EVENTS.label(),
          event.at().atZone(ZoneOffset.UTC).toLocalDate(),
          EventRow.line(event, host));
    }
    // Events are in no projection, so a start cannot journal again what waits in memory.
    journal.flush();
  }
}
