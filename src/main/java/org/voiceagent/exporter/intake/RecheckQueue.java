package org.voiceagent.exporter.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Folders that want a look at a certain time. Used by the intake's thread only. */
final class RecheckQueue {
  private final PriorityQueue<Look> looks = new PriorityQueue<>();

  private record Look(long nanos, String name) implements Comparable<Look> {
    @Override
    public int compareTo(Look other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  void plan(String name, long nanos) {
    looks.add(new Look(nanos, name));
  }

  /** Drops all planned looks at a folder. */
  void forget(String name) {
    looks.removeIf(look -> look.name().equals(name));
  }

  /** Removes and returns the folders whose time has come. */
  List<String> dueBy(long nanos) {
    List<String> names = new ArrayList<>();
    while (!looks.isEmpty() && looks.peek().nanos() - nanos <= 0) {
      names.add(looks.poll().name());
    }
    return names;
  }

  /** When the next folder is due, if that is before the given time. */
  long nextBefore(long nanos) {
    return !looks.isEmpty() && looks.peek().nanos() - nanos < 0 ? looks.peek().nanos() : nanos;
  }

  int size() {
    return looks.size();
  }
}
