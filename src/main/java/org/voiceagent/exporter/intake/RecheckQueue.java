package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Folders to probe again at a certain time. Used by the intake's thread only. */
final class RecheckQueue {
  private final PriorityQueue<Recheck> rechecks = new PriorityQueue<>();

  private record Recheck(long nanos, String name) implements Comparable<Recheck> {
    @Override
    public int compareTo(Recheck other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  void plan(String name, long nanos) {
    rechecks.add(new Recheck(nanos, name));
  }

  /** Drops all planned rechecks of a folder. */
  void forget(String name) {
    rechecks.removeIf(recheck -> recheck.name().equals(name));
  }

  /** Removes and returns the folders whose time has come. */
  List<String> dueBy(long nanos) {
    List<String> names = new ArrayList<>();
    while (!rechecks.isEmpty() && rechecks.peek().nanos() - nanos <= 0) {
      names.add(rechecks.poll().name());
    }
    return names;
  }

  /** When the next folder is due, if that is before the given time. */
  long nextBefore(long nanos) {
    return !rechecks.isEmpty() && rechecks.peek().nanos() - nanos < 0
        ? rechecks.peek().nanos()
        : nanos;
  }

  int size() {
    return rechecks.size();
  }
}
