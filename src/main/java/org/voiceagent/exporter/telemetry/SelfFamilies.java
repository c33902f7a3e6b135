package org.voiceagent.exporter.telemetry;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;

/** Makes client-library metrics from the families that a catalog declares. */
final class SelfFamilies {
  private final Map<String, Family> declared = new LinkedHashMap<>();
  private final CollectorRegistry registry;

  SelfFamilies(Catalog<?> catalog, CollectorRegistry registry) {
    catalog.declared().forEach(family -> declared.put(family.name(), family));
    catalog.live().forEach(family -> declared.put(family.name(), family));
    this.registry = registry;
  }

  /** The counter of this name. */
  Counter counter(String name) {
    return register(name, FamilyType.COUNTER, Counter.build().withoutExemplars());
  }

  /** The gauge of this name. */
  Gauge gauge(String name) {
    return register(name, FamilyType.GAUGE, Gauge.build());
  }

  /** The histogram of this name. */
  Histogram histogram(String name) {
    Family family = declared.get(name);
    double[] buckets =
        family == null
            ? new double[0]
            : family.buckets().stream().mapToDouble(bound -> bound).toArray();
    return register(
        name, FamilyType.HISTOGRAM, Histogram.build().withoutExemplars().buckets(buckets));
  }

  /**
   * Checks that every declared family was asked for.
   *
   * @throws IllegalStateException if one would never be counted
   */
  void checkAllAskedFor() {
    if (!declared.isEmpty()) {
      throw new IllegalStateException("declared, but no code counts them: " + declared.keySet());
    }
  }

  private <B extends SimpleCollector.Builder<B, C>, C extends SimpleCollector<?>> C register(
      String name, FamilyType type, B builder) {
    Family family = declared.remove(name);
    if (family == null || family.type() != type) {
      throw new IllegalStateException("the catalog has no " + type.label() + " " + name);
    }
    return builder
        .name(family.name())
        .help(family.help())
        .unit(family.unit())
        .labelNames(family.labels().toArray(String[]::new))
        .register(registry);
  }
}
