package org.voiceagent.exporter.event.catalog;

import java.time.Duration;

/**
 * What holds for the metrics of a catalog that do not say otherwise. Immutable.
 *
 * @param seriesLimit the most series of one metric
 * @param staleAfter how long a gauge is shown after its event
 */
record CatalogDefaults(long seriesLimit, Duration staleAfter) {
  /** 2000 series and a quarter of an hour. */
  static final CatalogDefaults USUAL = new CatalogDefaults(2000, Duration.ofMinutes(15));
}
