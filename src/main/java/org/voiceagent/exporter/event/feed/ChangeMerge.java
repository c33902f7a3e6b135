package org.voiceagent.exporter.event.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;

/**
 * Merges the changes of many events into one for each series, which comes to the same: a counter
 * gets a sum, a histogram all observations, a gauge its newest value. Used for one part of a file.
 */
final class ChangeMerge {
  private final Set<String> histograms;
  private final Map<Series, Merged> bySeries = new LinkedHashMap<>();

  /** One series by its names. */
  private record Series(String family, List<String> labels) {
    /** Labels of one series are mostly the same list. What a record brings along is slow. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Series series
          && labels.equals(series.labels)
          && family.equals(series.family);
    }

    @Override
    public int hashCode() {
      return 31 * family.hashCode() + labels.hashCode();
    }
  }

  /** What the changes of one series come to so far. */
  private static final class Merged {
    private double[] values = new double[4];
    private int count;
    private Optional<Change.Set> newest = Optional.empty();

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }
  }

  /**
   * @param histograms the names of all histograms, whose observations are not added up
   */
  ChangeMerge(Set<String> histograms) {
    this.histograms = histograms;
  }

  void add(Change change) {
    Merged merged =
        bySeries.computeIfAbsent(new Series(change.family(), change.labels()), any -> new Merged());
    if (change instanceof Change.Set set) {
      if (merged.newest.filter(newest -> set.at().isBefore(newest.at())).isEmpty()) {
        merged.newest = Optional.of(set);
      }
    } else if (change instanceof Change.AddAll all) {
      for (int i = 0; i < all.count(); i++) {
        merged.add(all.value(i));
      }
    } else if (histograms.contains(change.family()) || merged.count == 0) {
      merged.add(change.value());
    } else {
      merged.values[0] += change.value();
    }
  }

  /** One change for each series, in the order in which they were first changed. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(bySeries.size());
    bySeries.forEach(
        (series, merged) -> {
          merged.newest.ifPresent(changes::add);
          if (merged.count == 1) {
            changes.add(new Change.Add(series.family(), series.labels(), merged.values[0]));
          } else if (merged.count > 1) {
            double[] values = Arrays.copyOf(merged.values, merged.count);
            changes.add(new Change.AddAll(series.family(), series.labels(), values));
          }
        });
    return changes;
  }
}
