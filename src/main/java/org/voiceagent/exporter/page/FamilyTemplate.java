package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.page.Exposition.Format;

/**
 * All bytes of a family in one format that are the same for every series, so that writing a line
 * takes a few copies and a number. Immutable.
 */
final class FamilyTemplate {
  private final Family family;
  private final byte[] head;
  private final boolean exemplars;
  private final Line value;
  private final List<Line> buckets;
  private final Line count;
  private final Line sum;

  /** What stands before and after a series' labels. */
  static final class Line {
    private final String sample;
    private final boolean wanted;
    private final byte[] before;
    private final byte[] after;

    private Line(String sample, boolean wanted, byte[] before, byte[] after) {
      this.sample = sample;
      this.wanted = wanted;
      this.before = before;
      this.after = after;
    }

    /** Whether it is to be written at all. */
    boolean wanted() {
      return wanted;
    }

    byte[] before() {
      return before;
    }

    byte[] after() {
      return after;
    }

    private Line only(Set<String> names) {
      return new Line(sample, names.contains(sample), before, after);
    }
  }

  private FamilyTemplate(
      Family family,
      byte[] head,
      boolean exemplars,
      Line value,
      List<Line> buckets,
      Line count,
      Line sum) {
    this.family = family;
    this.head = head;
    this.exemplars = exemplars;
    this.value = value;
    this.buckets = List.copyOf(buckets);
    this.count = count;
    this.sum = sum;
  }

  /** Whether it was made for this family, which may have changed with a reload. */
  @SuppressWarnings("ReferenceEquality") // spares comparing all of it for each page
  boolean isOf(Family other) {
    return family == other || family.equals(other);
  }

  /** The lines that begin the family. */
  byte[] head() {
    return head;
  }

  /** Whether the format has exemplars. */
  boolean exemplars() {
    return exemplars;
  }

  /** The line of a counter or gauge. */
  Line value() {
    return value;
  }

  /** The line of a histogram's bucket; the one up to +Inf is the last. */
  Line bucket(int bucket) {
    return buckets.get(bucket);
  }

  /** The line of a histogram's count. */
  Line count() {
    return count;
  }

  /** The line of a histogram's sum. */
  Line sum() {
    return sum;
  }

  /** The template of a family. */
  static FamilyTemplate of(Family family, Format format) {
    String name = family.name();
    boolean labels = !family.labels().isEmpty();
    List<Line> buckets = new ArrayList<>();
    for (double bound : family.buckets()) {
      buckets.add(bucket(name, bound, labels, format));
    }
    buckets.add(bucket(name, Double.POSITIVE_INFINITY, labels, format));
    return new FamilyTemplate(
        family,
        LibraryFamilies.text(format, List.of(LibraryFamilies.of(family, List.of()))),
        format == Format.OPENMETRICS,
        line(name, "", labels, format),
        buckets,
        line(name + "_count", "", labels, format),
        line(name + "_sum", "", labels, format));
  }

  /** The same template for the samples of these names only; empty: all. */
  FamilyTemplate only(Set<String> names) {
    return names.isEmpty()
        ? this
        : new FamilyTemplate(
            family,
            head,
            exemplars,
            value.only(names),
            buckets.stream().map(bucket -> bucket.only(names)).toList(),
            count.only(names),
            sum.only(names));
  }

  private static Line bucket(String name, double bound, boolean labels, Format format) {
    String le = "le=\"" + Collector.doubleToGoString(bound) + "\"";
    return line(name + "_bucket", labels ? "," + le : le, labels, format);
  }

  /** The older format has a comma after every label, the last one too. */
  private static Line line(String sample, String last, boolean labels, Format format) {
    boolean braces = labels || !last.isEmpty();
    String close = format == Format.TEXT ? ",} " : "} ";
    return new Line(
        sample, true, ascii(braces ? sample + "{" : sample), ascii(last + (braces ? close : " ")));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
