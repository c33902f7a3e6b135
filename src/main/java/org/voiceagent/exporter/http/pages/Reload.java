package org.voiceagent.exporter.http.pages;

import java.util.List;

/** Applies a changed configuration without a restart. Implementations are thread-safe. */
@FunctionalInterface
public interface Reload {

  /**
   * Reads rules and thresholds again and applies them, or keeps the previous ones.
   *
   * @return the mistakes in the new ones, as {@code file:line: key: why}; empty if they are now in
   *     force
   */
  List<String> apply();
}
