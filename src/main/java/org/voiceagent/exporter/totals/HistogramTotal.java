package org.voiceagent.exporter.totals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * How many observations a histogram has seen in each of its buckets, the newest of each bucket, and
 * their sum. Not thread-safe.
 */
final class HistogramTotal extends Total {
  private final double[] bounds;
  private final long[] counts;
  private final Exemplar[] newest;
  private double sum;

  private HistogramTotal(
      SeriesLabels labels, double[] bounds, long[] counts, Exemplar[] newest, double sum) {
    super(labels);
    this.bounds = bounds;
    this.counts = counts;
    this.newest = newest;
    this.sum = sum;
  }

  /** A histogram with these upper bounds that has seen nothing. */
  static HistogramTotal zero(List<Double> bounds) {
    return empty(SeriesLabels.NONE, bounds.stream().mapToDouble(bound -> bound).toArray());
  }

  private static HistogramTotal empty(SeriesLabels labels, double[] bounds) {
    Exemplar[] none = new Exemplar[bounds.length + 1];
    Arrays.fill(none, Exemplar.NONE);
    return new HistogramTotal(labels, bounds, new long[bounds.length + 1], none, 0);
  }

  @Override
  Total copy(SeriesLabels labels) {
    return new HistogramTotal(labels, bounds, counts.clone(), newest.clone(), sum);
  }

  @Override
  boolean takes(Change change) {
    if (!(change instanceof Change.AddAll all)) {
      return adds(change);
    }
    boolean fits = true;
    for (int i = 0; i < all.count(); i++) {
      fits &= isSum(all.value(i));
    }
    return fits;
  }

  @Override
  void apply(Change change, Origin origin) {
    if (change instanceof Change.AddAll all) {
      for (int i = 0; i < all.count(); i++) {
        observe(all.value(i), origin);
      }
    } else {
      observe(change.value(), origin);
    }
  }

  private void observe(double value, Origin origin) {
    int bucket = bucketOf(value);
    counts[bucket]++;
    sum += value;
    if (origin.known()) {
      newest[bucket] = origin.exemplar(value);
    }
  }

  /** Counts of buckets that no longer exist go to the next wider ones. */
  @Override
  Optional<Total> restored(SeriesTotal recorded, SeriesLabels of) {
    int size = recorded.bounds().size() + 1;
    if (recorded.counts().size() != size
        || recorded.counts().stream().anyMatch(count -> count < 0)
        || !isSum(recorded.sum())) {
      return Optional.empty();
    }
    List<Exemplar> exemplars =
        recorded.exemplars().size() == size
            ? recorded.exemplars()
            : Collections.nCopies(size, Exemplar.NONE);
    HistogramTotal total = empty(of, bounds);
    total.sum = recorded.sum();
    for (int i = 0; i < size; i++) {
      int bucket = i < size - 1 ? bucketOf(recorded.bounds().get(i)) : bounds.length;
      total.counts[bucket] += recorded.counts().get(i);
      total.keepNewer(exemplars.get(i), bucket);
    }
    return Optional.of(total);
  }

  /** Keeps an exemplar if it is newer than the one there, as two buckets may have become one. */
  private void keepNewer(Exemplar exemplar, int bucket) {
    if (!exemplar.callId().isEmpty() && exemplar.atMs() >= newest[bucket].atMs()) {
      newest[bucket] = exemplar;
    }
  }

  @Override
  boolean linksTo(Set<String> origins) {
    return Arrays.stream(newest).anyMatch(exemplar -> origins.contains(exemplar.callId()));
  }

  @Override
  void forget(Set<String> origins) {
    for (int i = 0; i < newest.length; i++) {
      if (origins.contains(newest[i].callId())) {
        newest[i] = Exemplar.NONE;
      }
    }
  }

  @Override
  Optional<SeriesTotal> sum(String family) {
    return Optional.of(
        new SeriesTotal(
            family,
            labels().values(),
            sum,
            Arrays.stream(bounds).boxed().toList(),
            Arrays.stream(counts).boxed().toList(),
            List.of(newest)));
  }

  @Override
  void write(SampleWriter out) {
    out.histogram(labels(), counts, newest, sum);
  }

  private int bucketOf(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
