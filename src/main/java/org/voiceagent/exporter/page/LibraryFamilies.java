package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.page.Exposition.Format;

/** Families in the objects and in the words of the client library. */
final class LibraryFamilies {
  private static final String CREATED = "_created";

  private LibraryFamilies() {}

  /** A family of ours with these samples. */
  static MetricFamilySamples of(Family family, List<Sample> samples) {
    Collector.Type type =
        switch (family.type()) {
          case COUNTER -> Collector.Type.COUNTER;
          case GAUGE -> Collector.Type.GAUGE;
          case HISTOGRAM -> Collector.Type.HISTOGRAM;
        };
    return new MetricFamilySamples(family.baseName(), family.unit(), type, family.help(), samples);
  }

  /**
   * The families of a registry that have samples of these names (empty: all), sorted by name,
   * without their {@code _created} samples.
   */
  static List<MetricFamilySamples> of(CollectorRegistry registry, Set<String> names) {
    return Collections.list(
            names.isEmpty()
                ? registry.metricFamilySamples()
                : registry.filteredMetricFamilySamples(names))
        .stream()
        .map(LibraryFamilies::withoutCreated)
        .sorted(Comparator.comparing(family -> family.name))
        .toList();
  }

  /**
   * Their text in their order, without the line that ends a page in OpenMetrics. The library writes
   * character by character, so it needs a buffer.
   */
  static byte[] text(Format format, List<MetricFamilySamples> families) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      TextFormat.writeFormat(format.contentType(), writer, Collections.enumeration(families));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] whole = bytes.toByteArray();
    return Arrays.copyOf(whole, whole.length - format.end().length);
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
