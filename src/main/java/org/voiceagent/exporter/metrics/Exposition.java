package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * Writes the page that Prometheus scrapes: families in the order of their names, without the {@code
 * _created} samples that double a page and that Prometheus does not use. Thread-safe; scrapes do
 * not wait for each other.
 */
public final class Exposition {
  private static final String CREATED = "_created";

  private final CollectorRegistry registry;
  private volatile int lastSize = 1 << 16;

  /** The formats a scraper may ask for. */
  public enum Format {
    /** Prometheus text 0.0.4, which knows no exemplars. */
    TEXT(TextFormat.CONTENT_TYPE_004),
    /** OpenMetrics text 1.0. */
    OPENMETRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100);

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    /** The value of the {@code Content-Type} header. */
    public String contentType() {
      return contentType;
    }
  }

  /** A page of everything that is registered. */
  public Exposition(CollectorRegistry registry) {
    this.registry = registry;
  }

  /**
   * The page as it stands now.
   *
   * @param names the samples wanted, such as {@code ai_agent_calls_total}; empty: all
   * @return UTF-8
   */
  public byte[] render(Format format, Set<String> names) {
    List<MetricFamilySamples> page =
        Collections.list(families(names)).stream()
            .map(Exposition::withoutCreated)
            .sorted(Comparator.comparing(family -> family.name))
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(lastSize + lastSize / 8);
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      TextFormat.writeFormat(format.contentType(), writer, Collections.enumeration(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lastSize = bytes.size();
    return bytes.toByteArray();
  }

  private Enumeration<MetricFamilySamples> families(Set<String> names) {
    return names.isEmpty()
        ? registry.metricFamilySamples()
        : registry.filteredMetricFamilySamples(names);
  }

  /** Not by the library's own filter, which drops a family that has no sample yet. */
  private static MetricFamilySamples withoutCreated(MetricFamilySamples family) {
    List<Sample> kept =
        family.samples.stream().filter(sample -> !sample.name.endsWith(CREATED)).toList();
    return kept.size() == family.samples.size()
        ? family
        : new MetricFamilySamples(family.name, family.unit, family.type, family.help, kept);
  }
}
