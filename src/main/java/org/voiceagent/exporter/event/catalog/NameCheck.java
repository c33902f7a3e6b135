package org.voiceagent.exporter.event.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyNames;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Checks that a name means one thing over all catalogs: an event, an alert, and a metric, which has
 * one type, help and set of labels even if several events change it.
 */
final class NameCheck {
  private static final List<String> PARTS = List.of("_count", "_sum", "_bucket");

  private final Problems problems;
  private final Map<String, String> events = new HashMap<>();
  private final Map<String, String> alerts = new HashMap<>();
  private final Map<String, String> taken = new HashMap<>();
  private final Map<String, EventMetric> metrics = new LinkedHashMap<>();

  /**
   * @param builtIn the families that the program has without catalogs
   * @param problems gets the mistakes
   */
  NameCheck(List<Family> builtIn, Problems problems) {
    this.problems = problems;
    builtIn.forEach(family -> taken.put(FamilyNames.base(family.name()), "this program"));
  }

  /** Checks the names of a catalog against each other and those of earlier ones. */
  void check(String file, EventCatalog catalog) {
    for (EventType event : catalog.events()) {
      String other = events.putIfAbsent(event.name(), file);
      if (other != null && !other.equals(file)) {
        add(file, 0, event.name(), "is an event of " + other + ", too; one catalog has it");
      }
    }
    for (CatalogAlert alert : catalog.alerts()) {
      String other = alerts.putIfAbsent(alert.name(), file);
      if (other != null && !alert.name().isBlank()) {
        add(file, 0, alert.name(), "is an alert of " + other + " already");
      }
    }
    catalog.metrics().forEach(metric -> check(file, metric));
  }

  private void check(String file, EventMetric metric) {
    String name = metric.family().name();
    EventMetric first = metrics.putIfAbsent(name, metric);
    if (first != null) {
      if (!isSame(first, metric)) {
        add(
            file,
            metric.line(),
            name,
            "is declared twice, with another type, help, op, unit, label set or buckets");
      }
    } else {
      take(file, metric.line(), name, Optional.of(FamilyNames.base(name)));
      take(
          file,
          metric.line(),
          name,
          metric
              .family()
              .keeping()
              .alias()
              .map(FamilyNames::base)
              .filter(alias -> !alias.equals(FamilyNames.base(name))));
      takeParts(file, metric);
    }
  }

  /** A histogram has samples of its own in these names. */
  private void takeParts(String file, EventMetric metric) {
    if (metric.family().type() == FamilyType.HISTOGRAM) {
      for (String part : PARTS) {
        take(
            file,
            metric.line(),
            metric.family().name(),
            Optional.of(metric.family().name() + part));
      }
    }
  }

  private void take(String file, int line, String name, Optional<String> base) {
    if (base.isPresent() && !name.isBlank()) {
      String other = taken.putIfAbsent(base.get(), file);
      if (other != null) {
        add(file, line, name, "the name " + base.get() + " is taken by " + other);
      }
    }
  }

  private static boolean isSame(EventMetric one, EventMetric other) {
    Family a = one.family();
    Family b = other.family();
    return a.type() == b.type()
        && a.help().equals(b.help())
        && a.labels().equals(b.labels())
        && a.buckets().equals(b.buckets())
        && a.staleAfter().equals(b.staleAfter())
        && a.keeping().alias().equals(b.keeping().alias())
        && one.op().equals(other.op())
        && one.unit().equals(other.unit())
        && one.computed().isEmpty();
  }

  private void add(String file, int line, String key, String why) {
    problems.add(new Problem(file, line, key, why));
  }
}
