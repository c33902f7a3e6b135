package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** How many observations a histogram has seen in each of its buckets, and their sum. */
final class HistogramTotal implements Total {
  private final List<Double> bounds;
  private final double sum;
  private final long[] counts;
  private final double[] lastValues;
  private final Trace[] lastTraces;

  private HistogramTotal(
      List<Double> bounds, double sum, long[] counts, double[] lastValues, Trace[] lastTraces) {
    this.bounds = bounds;
    this.sum = sum;
    this.counts = counts;
    this.lastValues = lastValues;
    this.lastTraces = lastTraces;
  }

  /** A histogram with these upper bounds that has seen nothing. */
  static HistogramTotal zero(List<Double> bounds) {
    int size = bounds.size() + 1;
    Trace[] none = new Trace[size];
    Arrays.fill(none, Trace.NONE);
    return new HistogramTotal(bounds, 0, new long[size], new double[size], none);
  }

  @Override
  public Total plus(double value, Trace trace) {
    int bucket = bucketOf(value);
    long[] newCounts = counts.clone();
    newCounts[bucket]++;
    if (!trace.leads()) {
      return new HistogramTotal(bounds, sum + value, newCounts, lastValues, lastTraces);
    }
    double[] newValues = lastValues.clone();
    Trace[] newTraces = lastTraces.clone();
    newValues[bucket] = value;
    newTraces[bucket] = trace;
    return new HistogramTotal(bounds, sum + value, newCounts, newValues, newTraces);
  }

  @Override
  public Optional<Total> restored(SeriesTotal recorded) {
    int size = recorded.bounds().size() + 1;
    if (recorded.counts().size() != size
        || recorded.counts().stream().anyMatch(count -> count < 0)
        || !Total.canBe(recorded.sum())) {
      return Optional.empty();
    }
    List<Exemplar> exemplars =
        recorded.exemplars().size() == size
            ? recorded.exemplars()
            : Collections.nCopies(size, Exemplar.NONE);
    HistogramTotal total = zero(bounds);
    for (int i = 0; i < size; i++) {
      int bucket = i < size - 1 ? bucketOf(recorded.bounds().get(i)) : bounds.size();
      total.counts[bucket] += recorded.counts().get(i);
      total.keepNewer(exemplars.get(i), bucket);
    }
    return Optional.of(
        new HistogramTotal(
            bounds, recorded.sum(), total.counts, total.lastValues, total.lastTraces));
  }

  /** Keeps an exemplar if it is newer than the one there, as two buckets may have become one. */
  private void keepNewer(Exemplar exemplar, int bucket) {
    Trace trace = Trace.of(exemplar);
    if (trace.leads() && trace.atMs() >= lastTraces[bucket].atMs()) {
      lastValues[bucket] = exemplar.value();
      lastTraces[bucket] = trace;
    }
  }

  @Override
  public Total without(Set<String> calls) {
    if (Arrays.stream(lastTraces).noneMatch(trace -> calls.contains(trace.id()))) {
      return this;
    }
    double[] newValues = lastValues.clone();
    Trace[] newTraces = lastTraces.clone();
    for (int i = 0; i < newTraces.length; i++) {
      if (calls.contains(newTraces[i].id())) {
        newValues[i] = 0;
        newTraces[i] = Trace.NONE;
      }
    }
    return new HistogramTotal(bounds, sum, counts, newValues, newTraces);
  }

  @Override
  public SeriesTotal recorded(String family, List<String> labelValues) {
    List<Exemplar> exemplars = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      exemplars.add(lastTraces[i].recorded(lastValues[i]));
    }
    List<Long> each = Arrays.stream(counts).boxed().toList();
    return new SeriesTotal(family, labelValues, sum, bounds, each, exemplars);
  }

  @Override
  public void write(FamilyText text, LabelText labels, PageBuffer out) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      text.bucket(i, labels, seen, lastTraces[i], lastValues[i], out);
    }
    text.countAndSum(labels, seen, sum, out);
  }

  private int bucketOf(double value) {
    int bucket = 0;
    while (value > bound(bucket)) {
      bucket++;
    }
    return bucket;
  }

  private double bound(int bucket) {
    return bucket < bounds.size() ? bounds.get(bucket) : Double.POSITIVE_INFINITY;
  }
}
