package org.voiceagent.exporter.event;

import java.util.List;

/**
 * Keeps events before they are counted, so that no counted event is missing here after a kill. The
 * other way round, an event may be here that is not counted yet. It is counted later and comes
 * again with the same {@link CountedEvent#key}, so readers take each key once. Runs on the counting
 * thread. It reports its own failures, and counting goes on.
 */
public interface EventLog {
  /** Keeps nothing. */
  EventLog NONE =
      new EventLog() {
        @Override
        public void append(List<CountedEvent> batch) {}

        @Override
        public void force() {}
      };

  /**
   * Adds events that are about to be counted.
   *
   * @param batch at least one; not to be changed
   */
  void append(List<CountedEvent> batch);

  /** Makes everything that was added durable. Costs nothing if that is done already. */
  void force();
}
