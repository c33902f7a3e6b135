package org.voiceagent.exporter.event.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Family.Keeping;
import org.voiceagent.exporter.catalog.Family.Layout;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads what metrics of all kinds have, and makes their families. */
final class MetricHead {
  /** Far above any useful number; only catches typing mistakes. */
  static final double LARGEST = 1e12;

  /** How many spans of time a window has. */
  private static final int SPANS = 24;

  private static final List<String> BASE_UNITS = List.of("seconds", "bytes", "ratio");
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int USUAL_KEYS = 10_000;
  private static final int MOST_KEYS = 1_000_000;
  private static final int MOST_SERIES = 1_000_000;

  /** More series than this are not made before there are events. */
  private static final int MOST_INITIAL = 500;

  private final YamlNode node;
  private final String name;
  private final String help;
  private final String unit;
  private final String alias;
  private final long seriesLimit;

  MetricHead(YamlNode node, CatalogDefaults defaults) {
    this.node = node;
    this.name = node.at("name").requiredText();
    this.help = CatalogWords.sentence(node.at("help"));
    this.unit = node.at("unit").text("");
    this.alias = node.at("alias").text("");
    this.seriesLimit = node.at("series_limit").integer(defaults.seriesLimit(), 1, MOST_SERIES);
  }

  /** Adds a problem for each rule that the names break. */
  void checkNames(boolean counter) {
    if (!name.isBlank()) {
      CatalogWords.checkMetric(node.at("name"), name, counter, alias);
    }
    CatalogWords.checkAlias(node.at("alias"), alias, counter);
  }

  String name() {
    return name;
  }

  String unit() {
    return unit;
  }

  long seriesLimit() {
    return seriesLimit;
  }

  double scale() {
    double scale = node.at("scale").number(1, -LARGEST, LARGEST);
    if (scale == 0) {
      node.at("scale").problem("must not be 0");
      return 1;
    }
    return scale;
  }

  Duration window() {
    YamlNode at = node.at("window");
    if (!at.present()) {
      at.problem("is required");
    }
    return at.duration(Duration.ofDays(1), SHORTEST_WINDOW, LONGEST);
  }

  Duration staleAfter(Duration byDefault) {
    return node.at("stale_after").duration(byDefault, Duration.ofSeconds(1), LONGEST);
  }

  /** The upper bounds; a problem if a histogram has none. */
  List<Double> buckets(FamilyType type) {
    if (type != FamilyType.HISTOGRAM) {
      return List.of();
    }
    YamlNode at = node.at("buckets");
    List<Double> bounds = new ArrayList<>();
    at.items().forEach(item -> bounds.add(item.number(0, -LARGEST, LARGEST)));
    if (bounds.isEmpty()) {
      at.problem("a histogram needs upper bounds such as [0.1, 1, 10]; +Inf is added");
    }
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i) <= bounds.get(i - 1)) {
        at.problem("bounds must ascend: " + bounds.get(i) + " follows " + bounds.get(i - 1));
      }
    }
    return bounds;
  }

  /** The family as a page shows it. */
  Family family(
      FamilyType type, List<EventLabel> labels, List<Double> buckets, Optional<Duration> stale) {
    boolean named = BASE_UNITS.contains(unit) && name.endsWith("_" + unit);
    return new Family(
        name,
        type,
        help,
        named ? unit : "",
        labels.stream().map(EventLabel::name).toList(),
        buckets,
        stale,
        List.of(),
        new Keeping(
            alias.isEmpty() ? Optional.empty() : Optional.of(alias),
            stale.isEmpty() ? initial(labels) : List.of(),
            Layout.PLAIN,
            Integer.MAX_VALUE));
  }

  /** All combinations of known values; none if events choose a value, or there are too many. */
  private static List<List<String>> initial(List<EventLabel> labels) {
    List<List<String>> all = List.of(List.of());
    for (EventLabel label : labels) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> values : all) {
        for (String value : label.known()) {
          List<String> next = new ArrayList<>(values);
          next.add(value);
          longer.add(next);
        }
      }
      if (label.open() || longer.size() > MOST_INITIAL) {
        return List.of();
      }
      all = longer;
    }
    return all;
  }

  /** A hidden family that keeps the newest of each key. */
  Family keyed(String end, Optional<Duration> stale, int labels) {
    int most = (int) node.at("max_keys").integer(USUAL_KEYS, 1, MOST_KEYS);
    return hidden(FamilyType.GAUGE, end, stale, labels, Layout.KEYED, most);
  }

  /** A hidden family of sums in spans of time. */
  Family spans(String end, Duration window, int labels) {
    return hidden(
        FamilyType.COUNTER,
        end,
        Optional.of(window.plusMillis(span(window))),
        labels,
        Layout.SPANS,
        Integer.MAX_VALUE);
  }

  private Family hidden(
      FamilyType type,
      String end,
      Optional<Duration> stale,
      int labels,
      Layout layout,
      int mostKeys) {
    return new Family(
        Family.HIDDEN + name + end,
        type,
        help,
        "",
        Collections.nCopies(labels, ""),
        List.of(),
        stale,
        List.of(),
        new Keeping(Optional.empty(), List.of(), layout, mostKeys));
  }

  /** How long a span of a window is, in ms; a whole number of seconds. */
  static long span(Duration window) {
    return Math.max(1, window.toSeconds() / SPANS) * 1000;
  }
}
