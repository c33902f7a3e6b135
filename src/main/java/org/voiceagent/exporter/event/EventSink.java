package org.voiceagent.exporter.event;

import java.util.List;

/**
 * Takes events after they were counted, such as a page of the newest ones. It runs on the counting
 * thread: it must return soon, and a fault of it is logged and costs only its own copy of the
 * batch.
 */
@FunctionalInterface
public interface EventSink {
  /** Takes nothing. */
  EventSink NONE = batch -> {};

  /** How many of the newest events of a batch it has a use for; all unless it says otherwise. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /**
   * Takes events in the order in which they were counted. After a kill of the process, the last
   * ones that were counted may not have come.
   *
   * @param batch at least one; the newest {@link #most} suffice; not to be changed
   */
  void accept(List<CountedEvent> batch);
}
