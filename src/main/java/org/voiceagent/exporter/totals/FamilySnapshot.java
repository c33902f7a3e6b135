package org.voiceagent.exporter.totals;

import java.util.Arrays;
import java.util.List;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The totals of one family at one moment. Immutable, since totals that are shared never change. */
public final class FamilySnapshot implements FamilySamples {
  private final Family family;
  private final Total[] totals;

  /**
   * @param totals not copied, and not to be changed any more
   */
  FamilySnapshot(Family family, Total[] totals) {
    this.family = family;
    this.totals = totals;
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public void write(SampleWriter out) {
    for (Total total : totals) {
      total.write(out);
    }
  }

  /** Takes the series of a hidden family. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes one series.
     *
     * @param atMs when a gauge was set, or a span of time began, in ms since 1970
     */
    void accept(List<String> labels, double value, long atMs);
  }

  /** Hands out the series of a hidden family. */
  void each(Reader reader) {
    for (Total total : totals) {
      List<String> labels = total.labels().values();
      if (total instanceof GaugeTotal gauge) {
        reader.accept(labels, gauge.value(), gauge.atMs());
      } else if (total instanceof CounterTotal counter) {
        reader.accept(labels, counter.value(), FamilyTotals.startOf(labels));
      }
    }
  }

  /** The sums and histograms as the ledger records them. */
  public List<SeriesTotal> sums() {
    return Arrays.stream(totals).flatMap(total -> total.sum(family.name()).stream()).toList();
  }

  /** The changes that set the gauges to their values. */
  public List<Change.Set> gauges() {
    return Arrays.stream(totals).flatMap(total -> total.gauge(family.name()).stream()).toList();
  }
}
