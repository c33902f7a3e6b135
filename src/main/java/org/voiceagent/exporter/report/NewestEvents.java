package org.voiceagent.exporter.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.event.EventSink;

/** Remembers the events that were counted last, for the page about what goes on. Thread-safe. */
public final class NewestEvents implements EventSink {
  private final int capacity;
  private final Deque<CountedEvent> newestLast = new ArrayDeque<>();

  /**
   * @param capacity how many to keep, at least 1
   */
  public NewestEvents(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public int most() {
    return capacity;
  }

  @Override
  public synchronized void accept(List<CountedEvent> batch) {
    for (CountedEvent event : batch.subList(Math.max(0, batch.size() - capacity), batch.size())) {
      if (newestLast.size() == capacity) {
        newestLast.removeFirst();
      }
      newestLast.addLast(event);
    }
  }

  /** The events counted last, at most {@code limit}, the newest first. */
  public synchronized List<CountedEvent> newest(int limit) {
    List<CountedEvent> newest = new ArrayList<>();
    Iterator<CountedEvent> back = newestLast.descendingIterator();
    while (back.hasNext() && newest.size() < limit) {
      newest.add(back.next());
    }
    return newest;
  }
}
