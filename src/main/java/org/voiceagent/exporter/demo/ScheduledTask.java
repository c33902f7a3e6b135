package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * An action to run at a time of {@link System#nanoTime()}.
 *
 * @param dueNanos the time
 * @param order the order among tasks due at the same time, lowest first
 * @param action the work
 */
record ScheduledTask(long dueNanos, long order, Action action) implements Delayed {
  /** The work of a task. */
  interface Action {
    void run() throws IOException;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    ScheduledTask task = (ScheduledTask) other;
    // The timer may overflow, so only differences between its readings are meaningful.
    long later = dueNanos - task.dueNanos;
    return later == 0 ? Long.compare(order, task.order) : Long.signum(later);
  }
}
