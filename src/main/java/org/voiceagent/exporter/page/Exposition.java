package org.voiceagent.exporter.page;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.totals.FamilySamples;

/**
 * Writes the page that Prometheus scrapes: families in the order of their names, without the {@code
 * _created} samples, which double a page and which Prometheus does not use. Thread-safe; scrapes do
 * not wait for each other.
 */
public final class Exposition {
  private final CollectorRegistry registry;
  private final FamilySource source;
  private final InstantSource clock;
  private final Map<Format, Map<String, FamilyTemplate>> templates =
      Map.of(Format.TEXT, new ConcurrentHashMap<>(), Format.OPENMETRICS, new ConcurrentHashMap<>());

  /** The formats a scraper may ask for. */
  public enum Format {
    /** Prometheus text 0.0.4, which has no exemplars. */
    TEXT(TextFormat.CONTENT_TYPE_004, ""),
    /** OpenMetrics text 1.0. */
    OPENMETRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100, "# EOF\n"),
    /** InfluxDB line protocol, a line for each sample. */
    INFLUX("text/plain; charset=utf-8", "");

    private final String contentType;
    private final String end;

    Format(String contentType, String end) {
      this.contentType = contentType;
      this.end = end;
    }

    /** The value of the {@code Content-Type} header. */
    public String contentType() {
      return contentType;
    }

    /** What ends a page. */
    byte[] end() {
      return end.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /**
   * A page with everything that is registered, and with all families of the source.
   *
   * @param source has no family that is registered too
   * @param clock dates the lines of the line protocol
   */
  public Exposition(CollectorRegistry registry, FamilySource source, InstantSource clock) {
    this.registry = registry;
    this.source = source;
    this.clock = clock;
  }

  /**
   * The page as it stands now.
   *
   * @param names the samples wanted, such as {@code ai_agent_calls_total}; empty: all
   * @param gzip whether to compress it; a page of selected samples is never compressed
   */
  public Page render(Format format, Set<String> names, boolean gzip) {
    try (PageBuffer page = buffer(names, gzip)) {
      if (format == Format.INFLUX) {
        return lines(names, page);
      }
      List<? extends FamilySamples> ours =
          sorted(AliasedFamily.all(format, source.families(names)));
      List<MetricFamilySamples> library = library(names, ours);
      int next = 0;
      for (FamilySamples family : ours) {
        int from = next;
        String name = family.family().baseName();
        while (next < library.size() && library.get(next).name.compareTo(name) < 0) {
          next++;
        }
        write(format, library.subList(from, next), page);
        write(format, family, names, page);
      }
      write(format, library.subList(next, library.size()), page);
      page.add(format.end());
      return page.finish();
    }
  }

  /** All families as they stand now, those of the client library among them. */
  public List<FamilySamples> families() {
    List<FamilySamples> families = new ArrayList<>(source.families(Set.of()));
    families.addAll(RegistryFamilies.of(LibraryFamilies.of(registry, Set.of())));
    return families;
  }

  private Page lines(Set<String> names, PageBuffer page) {
    List<? extends FamilySamples> ours = sorted(source.families(names));
    LineProtocolWriter lines = new LineProtocolWriter(page, names, clock.millis());
    ours.forEach(lines::write);
    lines.write(library(names, ours));
    return page.finish();
  }

  /** The library reads the whole JVM even if a page needs none of that, so we do not always ask. */
  private List<MetricFamilySamples> library(Set<String> names, List<? extends FamilySamples> ours) {
    boolean needed =
        names.isEmpty()
            || !names.stream()
                .allMatch(name -> ours.stream().anyMatch(one -> one.family().has(name)));
    return needed ? LibraryFamilies.of(registry, names) : List.of();
  }

  private static PageBuffer buffer(Set<String> names, boolean gzip) {
    if (!names.isEmpty()) {
      return PageBuffer.small();
    }
    return gzip ? PageBuffer.gzip() : PageBuffer.plain();
  }

  private static List<? extends FamilySamples> sorted(List<? extends FamilySamples> families) {
    return families.stream()
        .sorted(Comparator.comparing(family -> family.family().baseName()))
        .toList();
  }

  private static void write(Format format, List<MetricFamilySamples> library, PageBuffer page) {
    if (!library.isEmpty()) {
      page.add(LibraryFamilies.text(format, library));
    }
  }

  private void write(Format format, FamilySamples family, Set<String> names, PageBuffer page) {
    FamilyTemplate template =
        templates
            .get(format)
            .compute(
                family.family().name(),
                (name, made) ->
                    made != null && made.isOf(family.family())
                        ? made
                        : FamilyTemplate.of(family.family(), format));
    FamilyWriter writer = new FamilyWriter(template.only(names), page);
    if (names.isEmpty()) {
      writer.head();
    }
    family.write(writer);
  }
}
