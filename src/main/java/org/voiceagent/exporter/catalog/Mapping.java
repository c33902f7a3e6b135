package org.voiceagent.exporter.catalog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How the values of a record become samples of a family: {@code count} and {@code sum} are a
 * counter over a source, {@code observe} is a histogram, {@code set} is a gauge. Immutable.
 *
 * @param <R> the type of record
 * @param family its name, type, labels and so on
 * @param scope what the family is about
 * @param source where its values come from
 * @param labels the family's labels that are not the source's own, in the family's order
 * @param scale a power of ten that turns the source's unit into the family's
 * @param missing what happens if the record does not have the value
 * @param missingMeans the same in words, for the documentation
 */
public record Mapping<R>(
    Family family,
    Scope scope,
    Source<R> source,
    List<Label<R>> labels,
    double scale,
    Missing missing,
    String missingMeans) {

  /** Copies the list. */
  public Mapping {
    labels = List.copyOf(labels);
  }

  /** What happens to a record without the value. */
  public enum Missing {
    /** Nothing is added and no sample appears: absent is never 0. */
    SKIP,
    /** It is counted all the same, because every record has a value for the source. */
    COUNT
  }

  /**
   * A value of the source in the family's unit. Divides rather than multiplies by a fraction: only
   * then does 1100 ms become the double nearest to 1.1, and falls into the bucket of that bound.
   */
  public double scaled(double value) {
    return scale < 1 ? value / Math.rint(1 / scale) : value * scale;
  }

  /**
   * The label values of a sample, without any limit on their number.
   *
   * @param own the values of the source's own labels
   */
  public List<String> labelValues(R record, List<String> own) {
    List<String> values = new ArrayList<>(family.labels().size());
    Iterator<Label<R>> others = labels.iterator();
    for (String label : family.labels()) {
      int place = source.labels().indexOf(label);
      values.add(place < 0 ? others.next().value(record) : own.get(place));
    }
    return List.copyOf(values);
  }
}
