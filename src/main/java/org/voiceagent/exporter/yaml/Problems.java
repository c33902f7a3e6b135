package org.voiceagent.exporter.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects every mistake found in one go; not thread-safe. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Adds a mistake. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Whether there is none. */
  public boolean none() {
    return found.isEmpty();
  }

  /** All of them in the order found; a copy. */
  public List<Problem> list() {
    return List.copyOf(found);
  }
}
