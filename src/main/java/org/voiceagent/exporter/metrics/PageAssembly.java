package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.metrics.Exposition.Format;

/**
 * A page while it is put together. What it needs for that is let go of with it, since a buffer kept
 * for each thread would never shrink. Not thread-safe.
 */
final class PageAssembly implements AutoCloseable {
  private final Format format;
  private final boolean gzip;
  private final Packing packing;
  private final PageBuffer scratch = new PageBuffer();
  private final List<Part> parts = new ArrayList<>();

  PageAssembly(Format format, boolean gzip) {
    this.format = format;
    this.gzip = gzip;
    this.packing = gzip ? new Gzip() : new Packing.None();
  }

  /** Adds a family of ours. */
  void add(FamilyPage family) {
    family.pieces().forEach(piece -> parts.add(piece.part(format, gzip, scratch, packing)));
  }

  /** Adds families of the client library. */
  void add(List<MetricFamilySamples> families) {
    if (!families.isEmpty()) {
      add(LibraryText.of(format, families));
    }
  }

  /** The page with all that was added, and its end. */
  Page page() {
    add(format.end());
    return new Page(packing.join(parts), gzip);
  }

  @Override
  public void close() {
    packing.close();
  }

  private void add(byte[] text) {
    parts.add(packing.pack(text, text.length));
  }
}
