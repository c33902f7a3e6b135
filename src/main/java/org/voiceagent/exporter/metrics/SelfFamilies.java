package org.voiceagent.exporter.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes client-library metrics from what the catalog says of the daemon's own families. */
final class SelfFamilies {
  private static final String PREFIX = "voice_agent_exporter_";

  private final Map<String, Family> declared = new LinkedHashMap<>();
  private final CollectorRegistry registry;

  SelfFamilies(List<Family> families, CollectorRegistry registry) {
    families.forEach(family -> declared.put(family.name(), family));
    this.registry = registry;
  }

  /** The counter of this name; the prefix is added. */
  Counter counter(String name) {
    return register(name, FamilyType.COUNTER, Counter.build().withoutExemplars());
  }

  /** The gauge of this name; the prefix is added. */
  Gauge gauge(String name) {
    return register(name, FamilyType.GAUGE, Gauge.build());
  }

  /** The histogram of this name; the prefix is added. */
  Histogram histogram(String name) {
    Family family = declared.get(PREFIX + name);
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
      throw new IllegalStateException("declared, but counted by no code: " + declared.keySet());
    }
  }

  private <B extends SimpleCollector.Builder<B, C>, C extends SimpleCollector<?>> C register(
      String name, FamilyType type, B builder) {
    Family family = declared.remove(PREFIX + name);
    if (family == null || family.type() != type) {
      throw new IllegalStateException("the catalog has no " + type.label() + " " + PREFIX + name);
    }
    return builder
        .name(family.name())
        .help(family.help())
        .unit(family.unit())
        .labelNames(family.labels().toArray(String[]::new))
        .register(registry);
  }
}
