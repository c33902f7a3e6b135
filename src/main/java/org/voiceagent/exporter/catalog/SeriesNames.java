package org.voiceagent.exporter.catalog;

import java.util.List;

/** Remembers which label values have series. Implementations are thread-safe. */
@FunctionalInterface
public interface SeriesNames {

  /**
   * Learns that a series exists, so that its labels stay admitted whatever the limits are.
   *
   * @return the one list that stands for all lists with these values
   */
  List<String> learn(String family, List<String> labelValues);
}
