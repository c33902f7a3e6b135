package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.voiceagent.exporter.metrics.Exposition.Format;

/** Families as the client library writes them. */
final class LibraryText {
  private LibraryText() {}

  /** The families in their order, without the line that ends a page in OpenMetrics. */
  static byte[] of(Format format, List<MetricFamilySamples> families) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      TextFormat.writeFormat(format.contentType(), writer, Collections.enumeration(families));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] whole = bytes.toByteArray();
    return Arrays.copyOf(whole, whole.length - format.end().length);
  }
}
