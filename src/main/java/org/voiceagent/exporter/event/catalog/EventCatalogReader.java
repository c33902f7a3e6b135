package org.voiceagent.exporter.event.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads one catalog. */
final class EventCatalogReader {
  private static final String VERSION = "voiceops.catalog/v1";
  private static final int MOST_SERIES = 1_000_000;
  private static final Duration LONGEST_STALE = Duration.ofDays(400);

  private EventCatalogReader() {}

  /**
   * The catalog; what is wrong with it is added to the problems of the node.
   *
   * @param file the name of its file without the ending
   */
  static EventCatalog read(YamlNode root, String file) {
    root.allowOnly(
        "apiVersion",
        "catalog",
        "owner",
        "description",
        "defaults",
        "events",
        "derived",
        "alerts",
        "dashboards",
        "panels");
    String version = root.at("apiVersion").requiredText();
    if (!version.isBlank() && !version.equals(VERSION)) {
      root.at("apiVersion").problem("this program reads " + VERSION);
    }
    String name = root.at("catalog").requiredText();
    if (!name.isBlank() && !(CatalogWords.isName(name) && name.equals(file))) {
      root.at("catalog").problem("must be the name of the file without its ending: " + file);
    }
    CatalogDefaults defaults = defaults(root.at("defaults"));
    Map<String, PathReader> paths = new LinkedHashMap<>();
    List<EventType> events = events(root, defaults, paths);
    List<EventMetric> derived = new ArrayList<>();
    root.at("derived")
        .items()
        .forEach(item -> new DerivedReader(item, defaults, paths).metric().ifPresent(derived::add));
    PanelCheck panels = new PanelCheck(root.at("dashboards"), name);
    described(root, "panels", "panel").forEach(panels::check);
    AlertReader alerts = new AlertReader(histograms(events));
    return new EventCatalog(
        name,
        root.at("owner").requiredText(),
        root.at("description").text(""),
        events,
        derived,
        described(root, "alerts", "alert").map(alerts::read).toList());
  }

  /** What stands in a list of the catalog, and beside single metrics. */
  private static Stream<YamlNode> described(YamlNode root, String list, String beside) {
    Stream<YamlNode> metrics =
        Stream.concat(
            root.at("events").items().stream()
                .filter(YamlNode::isMapping)
                .flatMap(event -> event.at("metrics").items().stream()),
            root.at("derived").items().stream());
    return Stream.concat(
        root.at(list).items().stream(),
        metrics.filter(YamlNode::isMapping).flatMap(metric -> metric.at(beside).items().stream()));
  }

  private static CatalogDefaults defaults(YamlNode node) {
    node.allowOnly("series_limit", "stale_after");
    CatalogDefaults usual = CatalogDefaults.USUAL;
    return new CatalogDefaults(
        node.at("series_limit").integer(usual.seriesLimit(), 1, MOST_SERIES),
        node.at("stale_after").duration(usual.staleAfter(), Duration.ofSeconds(1), LONGEST_STALE));
  }

  private static List<EventType> events(
      YamlNode root, CatalogDefaults defaults, Map<String, PathReader> paths) {
    List<EventType> events = new ArrayList<>();
    YamlNode all = root.at("events");
    if (all.items().isEmpty()) {
      all.problem("expected a list of events");
    }
    for (YamlNode item : all.items()) {
      if (!item.isMapping()) {
        item.problem("expected an event: name, version, description, payload and so on");
        continue;
      }
      EventType event = new EventTypeReader(item, defaults).read();
      if (paths.put(event.name(), new PathReader(event.payload(), event.privacy())) != null) {
        item.at("name").problem("this catalog has an event of this name already");
      }
      events.add(event);
    }
    return events;
  }

  private static Map<String, List<Double>> histograms(List<EventType> events) {
    Map<String, List<Double>> histograms = new HashMap<>();
    for (EventType event : events) {
      for (EventMetric metric : event.metrics()) {
        if (metric.family().type() == FamilyType.HISTOGRAM) {
          histograms.put(metric.family().name(), metric.family().buckets());
        }
      }
    }
    return histograms;
  }
}
