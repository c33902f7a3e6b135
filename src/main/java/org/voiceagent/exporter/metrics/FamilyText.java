package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.metrics.Exposition.Format;

/**
 * How a family is written in one format: all that is the same for every series, as bytes, so that a
 * line is a few copies and a number. Immutable.
 */
final class FamilyText {
  private static final byte[] EXEMPLAR = ascii(" # {" + CallLabel.CALL_UUID.key() + "=\"");
  private static final byte[] EXEMPLAR_END = ascii("\"} ");

  private final Format format;
  private final byte[] head;
  private final SampleText value;
  private final List<SampleText> buckets;
  private final SampleText count;
  private final SampleText sum;

  /** What stands before and after a series' labels; not written at all unless it is wanted. */
  private static final class SampleText {
    private final boolean wanted;
    private final byte[] before;
    private final byte[] after;

    SampleText(boolean wanted, String before, String after) {
      this.wanted = wanted;
      this.before = ascii(before);
      this.after = ascii(after);
    }
  }

  private FamilyText(Family family, Format format, Set<String> names) {
    this.format = format;
    this.head = LibraryText.of(format, List.of(family.with(List.of())));
    String name = family.name();
    boolean labels = !family.labels().isEmpty();
    this.value = sample(name, "", labels, names);
    this.count = sample(name + "_count", "", labels, names);
    this.sum = sample(name + "_sum", "", labels, names);
    List<SampleText> each = new ArrayList<>();
    for (double bound : family.buckets()) {
      each.add(bucket(name, bound, labels, names));
    }
    each.add(bucket(name, Double.POSITIVE_INFINITY, labels, names));
    this.buckets = List.copyOf(each);
  }

  /**
   * How to write a family.
   *
   * @param names the samples wanted; empty: all
   */
  static FamilyText of(Family family, Format format, Set<String> names) {
    return new FamilyText(family, format, names);
  }

  /** The lines that begin the family. */
  byte[] head() {
    return head;
  }

  /** Writes the line of a counter or gauge. */
  void value(LabelText labels, double number, Trace trace, double traced, PageBuffer out) {
    line(value, labels, number, trace, traced, out);
  }

  /** Writes the line of a histogram's bucket; {@code seen} counts those below it too. */
  void bucket(int bucket, LabelText labels, long seen, Trace trace, double traced, PageBuffer out) {
    line(buckets.get(bucket), labels, (double) seen, trace, traced, out);
  }

  /** Writes the lines of a histogram's count and sum. */
  void countAndSum(LabelText labels, long seen, double total, PageBuffer out) {
    line(count, labels, (double) seen, Trace.NONE, 0, out);
    line(sum, labels, total, Trace.NONE, 0, out);
  }

  private void line(
      SampleText sample,
      LabelText labels,
      double number,
      Trace trace,
      double traced,
      PageBuffer out) {
    if (sample.wanted) {
      out.add(sample.before);
      labels.write(out);
      out.add(sample.after).number(number);
      if (format == Format.OPENMETRICS && trace.leads()) {
        out.add(EXEMPLAR).add(trace.id()).add(EXEMPLAR_END).number(traced);
        out.add(' ').seconds(trace.atMs());
      }
      out.add('\n');
    }
  }

  private SampleText bucket(String name, double bound, boolean labels, Set<String> names) {
    String le = "le=\"" + Collector.doubleToGoString(bound) + "\"";
    return sample(name + "_bucket", labels ? "," + le : le, labels, names);
  }

  /** The older format has a comma after every label, the last one too. */
  private SampleText sample(String name, String last, boolean labels, Set<String> names) {
    boolean braces = labels || !last.isEmpty();
    String close = format == Format.TEXT ? ",} " : "} ";
    return new SampleText(
        names.isEmpty() || names.contains(name),
        braces ? name + "{" : name,
        last + (braces ? close : " "));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
