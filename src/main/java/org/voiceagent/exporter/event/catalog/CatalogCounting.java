package org.voiceagent.exporter.event.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Family.Keeping;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.EventCounting;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.MetricLabels.SeriesCount;
import org.voiceagent.exporter.ledger.Change;

/**
 * Counts events as catalogs say. One thread judges; others may replace the catalogs, or turn the
 * sampling of an event off for a while.
 */
public final class CatalogCounting implements EventCounting {
  private static final Verdict UNKNOWN =
      new Verdict.Rejected(EventRejectReason.UNKNOWN_EVENT, "no catalog has an event of this name");

  private final Surroundings around;
  private final PrivateTexts texts;
  private final GrowthMemory growth = new GrowthMemory();
  private final Map<String, Instant> bursts = new ConcurrentHashMap<>();
  private volatile InForce inForce;

  /**
   * What counting needs from its surroundings.
   *
   * @param environment such as {@code production}, which may have a sampling of its own
   * @param hashing the keyed hash by which callers are hashed
   * @param redacting removes personal data from a text
   * @param meter counts what limits keep off the page
   * @param clock for the end of a burst
   */
  public record Surroundings(
      String environment,
      UnaryOperator<String> hashing,
      UnaryOperator<String> redacting,
      LabelMeter meter,
      InstantSource clock) {}

  /** Everything that follows from the catalogs. */
  private record InForce(
      Map<String, EventJudge> plans,
      List<Family> counted,
      Set<String> histograms,
      List<ComputedGauge> computed,
      Map<String, MetricLabels> labels,
      Map<String, HiddenLabels> hiddenLabels) {}

  /** Where the labels of a metric stand in those of a hidden family. */
  private record HiddenLabels(MetricLabels labels, int from) {}

  /** Counting as these catalogs say, from which nothing was counted yet. */
  public CatalogCounting(EventCatalogs catalogs, Surroundings around) {
    this.around = around;
    this.texts = new PrivateTexts(around.hashing(), around.redacting());
    this.inForce = compiled(catalogs);
  }

  /** Who gets the families of catalogs when they change. */
  @FunctionalInterface
  public interface FamilyReceiver {
    /**
     * Takes families in place of those it was given before.
     *
     * @param counted whose totals are kept, hidden ones among them
     * @param computed what is worked out from the hidden ones
     * @param names learn which labels have series
     */
    void replace(List<Family> counted, List<ComputedGauge> computed, SeriesNames names);
  }

  /** Hands the families to whoever keeps their totals. */
  public void giveTo(FamilyReceiver receiver) {
    give(inForce, receiver);
  }

  private static void give(InForce of, FamilyReceiver receiver) {
    receiver.replace(of.counted(), of.computed(), (family, labels) -> learn(of, family, labels));
  }

  /**
   * Counts by other catalogs from now on.
   *
   * @param receiver gets their families first
   */
  public void replace(EventCatalogs catalogs, FamilyReceiver receiver) {
    InForce next = compiled(catalogs);
    give(next, receiver);
    inForce = next;
  }

  /**
   * Learns where counters of other processes stood, from the totals.
   *
   * @param gauges the newest value of each gauge, hidden ones among them
   */
  public void restore(List<Change.Set> gauges) {
    growth.restore(gauges);
  }

  /**
   * Counts every event of a name for a while, whatever its sampling says.
   *
   * @param until when that ends by itself
   * @return whether there is such an event
   */
  public boolean burst(String event, Instant until) {
    boolean known = knows(event);
    if (known) {
      bursts.put(event, until);
    }
    return known;
  }

  @Override
  public boolean knows(String name) {
    return inForce.plans().containsKey(name);
  }

  @Override
  public Verdict judge(Event event) {
    EventJudge plan = inForce.plans().get(event.name());
    return plan == null ? UNKNOWN : plan.judge(event, isBurst(event.name()));
  }

  private boolean isBurst(String event) {
    if (bursts.isEmpty()) {
      return false;
    }
    Instant until = bursts.get(event);
    if (until != null && around.clock().instant().isAfter(until)) {
      bursts.remove(event, until);
      return false;
    }
    return until != null;
  }

  @Override
  public Set<String> histograms() {
    return inForce.histograms();
  }

  private static List<String> learn(InForce of, String family, List<String> values) {
    List<String> list = List.copyOf(values);
    MetricLabels shown = of.labels().get(family);
    if (shown != null) {
      return shown.learn(list);
    }
    HiddenLabels hidden = of.hiddenLabels().get(family);
    if (hidden != null && hidden.from() <= list.size()) {
      hidden.labels().learn(list.subList(hidden.from(), list.size()));
    }
    return list;
  }

  private InForce compiled(EventCatalogs catalogs) {
    SeriesCount series = new SeriesCount(EventCatalogs.MOST_SERIES);
    Map<String, EventMetric> metrics = new LinkedHashMap<>();
    Map<String, MetricLabels> labels = new HashMap<>();
    Map<String, List<EventJudge.Step>> steps = new HashMap<>();
    Map<String, HiddenLabels> hidden = new HashMap<>();
    for (EventCatalog catalog : catalogs.catalogs()) {
      for (EventMetric metric : catalog.metrics()) {
        String name = metric.family().name();
        metrics.merge(name, metric, CatalogCounting::both);
        MetricLabels admitted =
            labels.computeIfAbsent(name, any -> new MetricLabels(metric, series, around.meter()));
        metric
            .hidden()
            .forEach(
                family ->
                    hidden.put(
                        family.name(),
                        new HiddenLabels(
                            admitted, family.labels().size() - metric.labels().size())));
        metric
            .reducers()
            .forEach(
                (event, reducers) ->
                    reducers.forEach(
                        reducer ->
                            steps
                                .computeIfAbsent(event, any -> new ArrayList<>())
                                .add(new EventJudge.Step(reducer, metric.labels(), admitted))));
      }
    }
    Map<String, EventJudge> plans = new HashMap<>();
    for (EventCatalog catalog : catalogs.catalogs()) {
      for (EventType type : catalog.events()) {
        plans.put(
            type.name(),
            new EventJudge(
                type,
                steps.getOrDefault(type.name(), List.of()),
                new Sampler(type.sampling(), around.environment()),
                texts,
                growth));
      }
    }
    List<Family> counted =
        metrics.values().stream().flatMap(metric -> metric.counted().stream()).toList();
    return new InForce(
        Map.copyOf(plans),
        counted,
        counted.stream()
            .filter(family -> family.type() == FamilyType.HISTOGRAM)
            .map(Family::name)
            .collect(Collectors.toUnmodifiableSet()),
        metrics.values().stream().map(EventMetric::computed).flatMap(Optional::stream).toList(),
        Map.copyOf(labels),
        Map.copyOf(hidden));
  }

  /** A metric that several events change has the series of all of them from the start. */
  private static EventMetric both(EventMetric one, EventMetric other) {
    Family family = one.family();
    List<List<String>> initial = new ArrayList<>(family.keeping().initial());
    other.family().keeping().initial().stream()
        .filter(labels -> !initial.contains(labels))
        .forEach(initial::add);
    Keeping keeping =
        new Keeping(
            family.keeping().alias(),
            initial,
            family.keeping().layout(),
            family.keeping().mostKeys());
    return one.with(family.with(keeping));
  }
}
