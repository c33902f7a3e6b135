package org.voiceagent.exporter.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every mistake found in one go, each once; not thread-safe. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();

  /** Adds a mistake. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Adds what an operator should mend, but what must not keep the daemon from its work. */
  public void warn(Problem warning) {
    warnings.add(warning);
  }

  /** All warnings in the order found, which are no problems; a copy. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether there is no problem; there may be warnings. */
  public boolean none() {
    return found.isEmpty();
  }

  /** All of them in the order found; a copy. */
  public List<Problem> list() {
    return List.copyOf(found);
  }
}
