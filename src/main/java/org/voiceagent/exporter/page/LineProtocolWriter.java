package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

/**
 * Writes samples as lines of the InfluxDB line protocol: {@code sample,label=value value=1.0
 * timestamp}, one line a sample, under the names that the page for Prometheus has. That is the form
 * in which InfluxDB itself stores what Prometheus writes to it. Not thread-safe.
 *
 * <p>The protocol has no word for NaN, an infinite value or an empty tag, so such a sample or label
 * is left out. It cannot express a backslash before a comma, an equals sign, a space or another
 * backslash, nor at the end of a tag; such a backslash becomes a slash, and a control character
 * becomes a space.
 */
final class LineProtocolWriter implements SampleWriter {
  private final PageBuffer page;
  private final Set<String> names;
  private final String timestamp;
  private final StringBuilder line = new StringBuilder(256);
  private String family = "";
  private List<String> labelNames = List.of();
  private List<Double> bounds = List.of();

  /**
   * @param names the samples wanted; empty: all
   * @param atMs when the samples are taken, in ms since 1970
   */
  LineProtocolWriter(PageBuffer page, Set<String> names, long atMs) {
    this.page = page;
    this.names = names;
    this.timestamp = " " + atMs + "000000\n";
  }

  /** Writes all samples of a family of ours. */
  void write(FamilySamples samples) {
    Family declared = samples.family();
    family = declared.name();
    labelNames = declared.labels();
    bounds = declared.buckets();
    samples.write(this);
  }

  /** Writes all samples of families that the client library keeps. */
  void write(List<MetricFamilySamples> families) {
    for (MetricFamilySamples each : families) {
      for (Sample sample : each.samples) {
        line(sample.name, sample.labelNames, sample.labelValues, sample.value);
      }
    }
  }

  @Override
  public void value(SeriesLabels labels, double value, Exemplar exemplar) {
    line(family, labelNames, labels.values(), value);
  }

  @Override
  public void histogram(SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum) {
    String bucket = family + "_bucket";
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (begin(bucket, labelNames, labels.values())) {
        double bound = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
        end(",le=" + Collector.doubleToGoString(bound), (double) seen);
      }
    }
    line(family + "_count", labelNames, labels.values(), (double) seen);
    line(family + "_sum", labelNames, labels.values(), sum);
  }

  private void line(String sample, List<String> labels, List<String> values, double value) {
    if (Double.isFinite(value) && begin(sample, labels, values)) {
      end("", value);
    }
  }

  private boolean begin(String sample, List<String> labels, List<String> values) {
    if (!names.isEmpty() && !names.contains(sample)) {
      return false;
    }
    line.setLength(0);
    line.append(sample);
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isEmpty()) {
        line.append(',').append(labels.get(i)).append('=');
        escape(values.get(i), line);
      }
    }
    return true;
  }

  private void end(String last, double value) {
    page.add(line.append(last).append(" value=").toString()).number(value).add(timestamp);
  }

  /** Appends the value of a tag. */
  static void escape(String value, StringBuilder to) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '=' || c == ' ') {
        to.append('\\').append(c);
      } else if (c == '\\') {
        to.append(i + 1 == value.length() || isSpecial(value.charAt(i + 1)) ? '/' : c);
      } else if (Character.isISOControl(c)) {
        to.append("\\ ");
      } else {
        to.append(c);
      }
    }
  }

  private static boolean isSpecial(char c) {
    return c == ',' || c == '=' || c == ' ' || c == '\\' || Character.isISOControl(c);
  }
}
