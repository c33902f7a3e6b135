package org.voiceagent.exporter.daemon;

import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.cost.PriceTable;
import org.voiceagent.exporter.cost.Pricing;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.yaml.Problems;

/**
 * By what finished calls are judged and priced, and by what events are counted. Thread-safe.
 *
 * @param advisor the rules and thresholds
 * @param pricing the operator's prices
 * @param catalogs what events count as
 */
public record CallRules(Advisor advisor, Pricing pricing, EventCatalogs catalogs) {

  /**
   * Loads what a configuration names: the rules in a folder, or those built in, the prices, and the
   * catalogs.
   *
   * @param problems gets every mistake in them; with one, the result must not be used
   */
  public static CallRules load(ExporterConfig config, Problems problems) {
    PriceTable prices =
        config.prices().map(file -> PriceTable.load(file, problems)).orElse(PriceTable.empty());
    return new CallRules(
        new Advisor(RuleBook.forDaemon(config.rules(), problems), config.thresholds()),
        new Pricing(prices),
        catalogs(config, problems));
  }

  /**
   * Loads the catalogs of a configuration.
   *
   * @param problems gets every mistake in them; with one, the result must not be used
   */
  static EventCatalogs catalogs(ExporterConfig config, Problems problems) {
    return EventCatalogs.load(
        config.catalog().folder(), CallCatalog.bundled().families(), problems);
  }
}
