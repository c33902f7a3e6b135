package org.voiceagent.exporter.http.pages;

import java.util.List;

/** Applies changed configuration without a restart. Implementations are thread-safe. */
@FunctionalInterface
public interface Reload {

  /**
   * Reads rules and thresholds again and applies them, or keeps the old ones.
   *
   * @return what is wrong with the new ones, as {@code file:line: key: why}; empty if they are now
   *     in force
   */
  List<String> apply();
}
