package org.voiceagent.exporter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A catalog as it is shipped.
 *
 * @param name its name
 * @param yaml what the file says
 */
record ShippedCatalog(String name, Map<?, ?> yaml) {
  static final Path FOLDER = Path.of("monitoring", "catalog");

  /**
   * A metric, and the events that it is made from.
   *
   * @param labels the names of the labels, with the number of values they may have
   */
  record Metric(String name, String type, Map<String, String> labels, String events, String help) {}

  static List<ShippedCatalog> all() throws IOException {
    List<ShippedCatalog> all = new ArrayList<>();
    for (Path file : AlertRules.files(FOLDER, ".yml")) {
      Map<?, ?> yaml = AlertRules.yaml(file);
      all.add(new ShippedCatalog(yaml.get("catalog").toString(), yaml));
    }
    return all;
  }

  /** The ids of the dashboards of all catalogs. */
  static Set<String> dashboards() {
    return gathered("dashboards", "id");
  }

  /** The names under which the metrics of all catalogs are served. */
  static Set<String> names() {
    Set<String> names = gathered("derived", "name");
    for (ShippedCatalog catalog : unchecked()) {
      for (Map<?, ?> event : AlertRules.mappings(catalog.yaml.get("events"))) {
        for (Map<?, ?> metric : AlertRules.mappings(event.get("metrics"))) {
          names.add(metric.get("name").toString());
          if (metric.get("alias") instanceof String alias) {
            names.add(alias);
          }
        }
      }
    }
    return names;
  }

  private static Set<String> gathered(String list, String key) {
    return unchecked().stream()
        .flatMap(catalog -> AlertRules.mappings(catalog.yaml.get(list)).stream())
        .map(item -> item.get(key).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ShippedCatalog> unchecked() {
    try {
      return all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its alerts, as the file says them. */
  List<Map<?, ?>> alerts() {
    return AlertRules.mappings(yaml.get("alerts"));
  }

  /** Where an alert goes, as its label says it. */
  static String route(Map<?, ?> alert) {
    return alert.get("route") instanceof List<?> several
        ? several.stream().map(Object::toString).collect(Collectors.joining("-"))
        : alert.get("route").toString();
  }

  /** All metrics in the order of the file. */
  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (Map<?, ?> event : AlertRules.mappings(yaml.get("events"))) {
      for (Map<?, ?> metric : AlertRules.mappings(event.get("metrics"))) {
        metrics.add(metric(metric, "labels", "`" + event.get("name") + "`"));
      }
    }
    for (Map<?, ?> metric : AlertRules.mappings(yaml.get("derived"))) {
      TreeSet<String> events = new TreeSet<>();
      for (String part : List.of("numerator", "denominator", "of")) {
        if (metric.get(part) instanceof Map<?, ?> of) {
          events.add("`" + of.get("event") + "`");
        }
      }
      metrics.add(metric(metric, "by", String.join(", ", events)));
    }
    return metrics;
  }

  private static Metric metric(Map<?, ?> yaml, String labels, String events) {
    Map<String, String> limits = new LinkedHashMap<>();
    if (yaml.get(labels) instanceof Map<?, ?> named) {
      named.forEach((name, label) -> limits.put(name.toString(), limit((Map<?, ?>) label)));
    }
    return new Metric(
        yaml.get("name").toString(),
        yaml.get("type").toString(),
        limits,
        events,
        yaml.get("help").toString());
  }

  private static String limit(Map<?, ?> label) {
    return label.get("values") instanceof List<?> values
        ? values.stream().map(Object::toString).collect(Collectors.joining(", "))
        : String.valueOf(label.get("max"));
  }
}
