package org.voiceagent.exporter.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every mistake found in one go, each once; not thread-safe. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

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
