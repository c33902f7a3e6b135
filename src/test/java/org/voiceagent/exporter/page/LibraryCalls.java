package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
import io.prometheus.client.exemplars.Exemplar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.report.CallReport;

/**
 * The families about calls as the client library's own objects, made of recorded totals and of
 * reports: says what a page must be, without a line of the code that writes it.
 */
final class LibraryCalls extends Collector implements Collector.Describable {
  private final Catalog<CallReport> catalog;
  private final List<SeriesTotal> totals;
  private final List<CallReport> recent;

  /**
   * @param recent the calls shown one by one
   */
  LibraryCalls(Catalog<CallReport> catalog, List<SeriesTotal> totals, List<CallReport> recent) {
    this.catalog = catalog;
    this.totals = totals;
    this.recent = recent;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    for (Mapping<CallReport> spec : catalog.totals()) {
      families.add(LibraryFamilies.of(spec.family(), totals(spec.family())));
    }
    for (Mapping<CallReport> spec : catalog.of(Scope.RECENT)) {
      families.add(LibraryFamilies.of(spec.family(), recent(spec)));
    }
    return families;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of();
  }

  private List<MetricFamilySamples.Sample> totals(Family family) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    for (SeriesTotal total : totals) {
      if (total.family().equals(family.name())) {
        if (family.type() == FamilyType.HISTOGRAM) {
          histogram(family, total, samples);
        } else {
          samples.add(
              new MetricFamilySamples.Sample(
                  family.name(),
                  family.labels(),
                  total.labelValues(),
                  total.sum(),
                  exemplar(total.exemplars().get(0))));
        }
      }
    }
    return samples;
  }

  private static void histogram(
      Family family, SeriesTotal total, List<MetricFamilySamples.Sample> samples) {
    double seen = 0;
    for (int i = 0; i < total.counts().size(); i++) {
      seen += total.counts().get(i);
      double bound = i < total.bounds().size() ? total.bounds().get(i) : Double.POSITIVE_INFINITY;
      samples.add(
          new MetricFamilySamples.Sample(
              family.name() + "_bucket",
              with(family.labels(), "le"),
              with(total.labelValues(), doubleToGoString(bound)),
              seen,
              exemplar(total.exemplars().get(i))));
    }
    samples.add(sample(family, "_count", total.labelValues(), seen));
    samples.add(sample(family, "_sum", total.labelValues(), total.sum()));
  }

  private List<MetricFamilySamples.Sample> recent(Mapping<CallReport> spec) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    recent.stream()
        .sorted(
            Comparator.comparing((CallReport report) -> report.session().endedAt())
                .thenComparing(report -> report.session().id())
                .reversed())
        .forEach(
            report ->
                spec.source()
                    .read(
                        report,
                        (value, own) ->
                            samples.add(
                                sample(
                                    spec.family(),
                                    "",
                                    spec.labelValues(report, own),
                                    spec.scaled(value)))));
    return samples;
  }

  private static MetricFamilySamples.Sample sample(
      Family family, String part, List<String> labelValues, double value) {
    return new MetricFamilySamples.Sample(
        family.name() + part, family.labels(), labelValues, value);
  }

  private static Exemplar exemplar(SeriesTotal.Exemplar known) {
    return known.callId().isEmpty()
        ? null
        : new Exemplar(known.value(), known.atMs(), "call_uuid", known.callId());
  }

  private static List<String> with(List<String> list, String last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
