package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Something to be done at a moment of {@link System#nanoTime()}.
 *
 * @param dueNanos the moment
 * @param order tells what comes first of what is due together
 * @param act what is to be done
 */
record PlannedAct(long dueNanos, long order, Act act) implements Delayed {
  /** What is to be done. */
  interface Act {
    void perform() throws IOException;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    PlannedAct act = (PlannedAct) other;
    // The timer may overflow, so only differences of its readings mean anything.
    long later = dueNanos - act.dueNanos;
    return later == 0 ? Long.compare(order, act.order) : Long.signum(later);
  }
}
