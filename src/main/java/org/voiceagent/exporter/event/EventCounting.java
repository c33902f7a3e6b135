package org.voiceagent.exporter.event;

import java.util.Set;

/**
 * Decides what an event counts as. Whoever calls it records the changes, in the order in which the
 * events were judged. If they cannot be recorded, the same changes are tried again and the event is
 * not judged twice, so an implementation may remember what it has seen.
 *
 * <p>Not thread-safe: one thread judges. An implementation may be reloaded by another.
 */
public interface EventCounting {

  /** Judges one event. Must not fail, even on unexpected data. */
  Verdict judge(Event event);

  /**
   * Whether the event's name is known, so that it may be the value of a label.
   *
   * @param name as a line says it
   */
  boolean knows(String name);

  /** The names of all histograms that may count, in which each observation must stay apart. */
  Set<String> histograms();
}
