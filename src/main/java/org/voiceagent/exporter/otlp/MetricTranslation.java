package org.voiceagent.exporter.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.otlp.TranslatedMetric.Head;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.RunningTotals;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

/**
 * Gives the SDK our families as cumulative metrics. Totals go back to long before the process
 * began, so their points have no start time: a collector takes the first value as it is and counts
 * nothing of it as an increase. Series of single calls are left out, because a trace has the same.
 * Thread-safe.
 */
final class MetricTranslation implements MetricProducer {
  private static final long UNKNOWN_START = 0;

  private final Supplier<List<FamilySamples>> families;
  private final SemanticNames names;
  private final InstrumentationScopeInfo scope;

  MetricTranslation(
      Supplier<List<FamilySamples>> families, SemanticNames names, InstrumentationScopeInfo scope) {
    this.families = families;
    this.names = names;
    this.scope = scope;
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    long now = Clock.getDefault().now();
    List<MetricData> metrics = new ArrayList<>();
    for (FamilySamples family : families.get()) {
      if (!family.family().labels().contains(RunningTotals.EXEMPLAR_LABEL)) {
        Points points = new Points(family.family(), now);
        family.write(points);
        metrics.addAll(points.metrics(resource));
      }
    }
    return metrics;
  }

  /** Takes the samples of one family, which may become several metrics. */
  private final class Points implements SampleWriter {
    private final Family family;
    private final long now;
    private final Map<Head, List<DoublePointData>> values = new LinkedHashMap<>();
    private final Map<Head, List<HistogramPointData>> histograms = new LinkedHashMap<>();

    Points(Family family, long now) {
      this.family = family;
      this.now = now;
    }

    @Override
    public void value(SeriesLabels labels, double value, Exemplar exemplar) {
      Optional<SemanticNames.MetricName> name =
          names.metric(family.name(), family.labels(), labels.values());
      values
          .computeIfAbsent(head(name), any -> new ArrayList<>())
          .add(
              DoublePointData.create(
                  UNKNOWN_START, now, attributes(labels, name), value, List.of()));
    }

    @Override
    public void histogram(SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum) {
      Optional<SemanticNames.MetricName> name =
          names.metric(family.name(), family.labels(), labels.values());
      histograms
          .computeIfAbsent(head(name), any -> new ArrayList<>())
          .add(
              HistogramPointData.create(
                  UNKNOWN_START,
                  now,
                  attributes(labels, name),
                  sum,
                  false,
                  0,
                  false,
                  0,
                  family.buckets(),
                  Arrays.stream(counts).boxed().toList()));
    }

    private Head head(Optional<SemanticNames.MetricName> name) {
      return new Head(
          name.map(SemanticNames.MetricName::name).orElse(family.name()),
          family.help(),
          name.map(SemanticNames.MetricName::unit).orElse(unit(family.unit())));
    }

    private Attributes attributes(SeriesLabels labels, Optional<SemanticNames.MetricName> name) {
      AttributesBuilder attributes = Attributes.builder();
      for (int i = 0; i < family.labels().size(); i++) {
        String label = family.labels().get(i);
        boolean told = name.isPresent() && name.get().where().containsKey(label);
        if (!told) {
          attributes.put(names.attribute(label), names.value(label, labels.values().get(i)));
        }
      }
      name.ifPresent(known -> known.add().forEach(attributes::put));
      return attributes.build();
    }

    List<MetricData> metrics(Resource resource) {
      List<MetricData> metrics = new ArrayList<>();
      values.forEach(
          (head, points) ->
              metrics.add(
                  family.type() == FamilyType.GAUGE
                      ? new TranslatedMetric(
                          resource,
                          scope,
                          head,
                          MetricDataType.DOUBLE_GAUGE,
                          GaugeData.createDoubleGaugeData(points))
                      : new TranslatedMetric(
                          resource,
                          scope,
                          head,
                          MetricDataType.DOUBLE_SUM,
                          SumData.createDoubleSumData(
                              true, AggregationTemporality.CUMULATIVE, points))));
      histograms.forEach(
          (head, points) ->
              metrics.add(
                  new TranslatedMetric(
                      resource,
                      scope,
                      head,
                      MetricDataType.HISTOGRAM,
                      HistogramData.create(AggregationTemporality.CUMULATIVE, points))));
      return metrics;
    }
  }

  /** The unit as UCUM writes it. */
  private static String unit(String ours) {
    return switch (ours) {
      case "seconds" -> "s";
      case "bytes" -> "By";
      default -> "";
    };
  }
}
