package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes the page that Prometheus scrapes: families in the order of their names, without the {@code
 * _created} samples that double a page and that Prometheus does not use. Families about calls are
 * written by us, all others by the client library. Thread-safe; scrapes do not wait for each other,
 * but for a piece that another one is just writing.
 */
public final class Exposition {
  private static final String CREATED = "_created";

  private final CollectorRegistry registry;
  private final CallMetrics calls;

  /** The formats a scraper may ask for. */
  public enum Format {
    /** Prometheus text 0.0.4, which knows no exemplars. */
    TEXT(TextFormat.CONTENT_TYPE_004, ""),
    /** OpenMetrics text 1.0. */
    OPENMETRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100, "# EOF\n");

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

  /** A page of everything that is registered, and of all about calls. */
  public Exposition(CollectorRegistry registry, CallMetrics calls) {
    this.registry = registry;
    this.calls = calls;
  }

  /**
   * The page as it stands now.
   *
   * @param names the samples wanted, such as {@code ai_agent_calls_total}; empty: all
   * @param gzip whether it is to be compressed; a page of few samples never is
   */
  public Page render(Format format, Set<String> names, boolean gzip) {
    if (!names.isEmpty()) {
      return selected(format, names);
    }
    try (PageAssembly page = new PageAssembly(format, gzip)) {
      List<MetricFamilySamples> library = Collections.list(registry.metricFamilySamples());
      inOrder(library, names, page::add, page::add);
      return page.page();
    }
  }

  private Page selected(Format format, Set<String> names) {
    PageBuffer page = new PageBuffer();
    inOrder(
        Collections.list(registry.filteredMetricFamilySamples(names)),
        names,
        ours -> ours.select(format, names, page),
        theirs -> page.add(LibraryText.of(format, theirs)));
    page.add(format.end());
    return new Page(List.of(page.copy()), false);
  }

  /** Hands out all families in the order of their names; those of the library several at once. */
  private void inOrder(
      List<MetricFamilySamples> library,
      Set<String> names,
      Consumer<FamilyPage> ours,
      Consumer<List<MetricFamilySamples>> theirs) {
    List<MetricFamilySamples> others =
        library.stream()
            .map(Exposition::withoutCreated)
            .sorted(Comparator.comparing(family -> family.name))
            .toList();
    int next = 0;
    for (FamilyPage family : calls.pages(names)) {
      int from = next;
      while (next < others.size() && others.get(next).name.compareTo(family.texts().name()) < 0) {
        next++;
      }
      theirs.accept(others.subList(from, next));
      ours.accept(family);
    }
    theirs.accept(others.subList(next, others.size()));
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
