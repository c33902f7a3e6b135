package org.voiceagent.exporter.event.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.ComputedGauge.Aggregate;
import org.voiceagent.exporter.catalog.ComputedGauge.Operand;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.event.catalog.Reducer.Kind;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads a metric of the events of one name. */
final class EventMetricReader {
  /** How a metric follows from its events. */
  enum Op {
    COUNT(FamilyType.COUNTER),
    SUM(FamilyType.COUNTER, "from", "scale"),
    OBSERVE(FamilyType.HISTOGRAM, "from", "scale", "buckets"),
    SET(FamilyType.GAUGE, "from", "scale", "stale_after"),
    CUMULATIVE(FamilyType.COUNTER, "from", "scale", "key", "max_keys"),
    STATE(FamilyType.GAUGE, "key", "value", "aggregate", "max_keys", "stale_after"),
    MEAN(FamilyType.GAUGE, "from", "scale", "window", "min_count");

    private final FamilyType type;
    private final List<String> keys;

    Op(FamilyType type, String... keys) {
      this.type = type;
      this.keys = List.of(keys);
    }
  }

  private static final List<String> ALL_HAVE =
      List.of(
          "name",
          "type",
          "op",
          "help",
          "unit",
          "labels",
          "where",
          "for_each",
          "series_limit",
          "alias",
          "alert",
          "panel");
  private static final List<String> SOME_HAVE =
      List.of(
          "from",
          "scale",
          "buckets",
          "stale_after",
          "key",
          "max_keys",
          "value",
          "aggregate",
          "window",
          "min_count");

  private final YamlNode node;
  private final CatalogDefaults defaults;
  private final String event;
  private final PathReader paths;
  private final MetricHead head;

  /**
   * @param event the name of the events
   * @param eventPaths reads paths into them
   */
  EventMetricReader(YamlNode node, CatalogDefaults defaults, String event, PathReader eventPaths) {
    this.node = node;
    this.defaults = defaults;
    this.event = event;
    this.paths = eventPaths.forEach(node.at("for_each"));
    this.head = new MetricHead(node, defaults);
  }

  /** The metric; empty if it says too little. */
  Optional<EventMetric> metric() {
    List<String> known = new ArrayList<>(ALL_HAVE);
    known.addAll(SOME_HAVE);
    node.allowOnly(known.toArray(String[]::new));
    Optional<Op> op = op();
    head.checkNames(op.map(word -> word.type == FamilyType.COUNTER).orElse(false));
    return op.map(this::metric);
  }

  private Optional<Op> op() {
    String word = node.at("op").requiredText();
    Op op = word.isBlank() ? Op.COUNT : node.at("op").oneOf(Op.class, Op.COUNT);
    if (!op.name().toLowerCase(Locale.ROOT).equals(word)) {
      return Optional.empty();
    }
    for (String key : SOME_HAVE) {
      if (node.at(key).present() && !op.keys.contains(key)) {
        node.at(key).problem("has no meaning with op: " + word);
      }
    }
    String type = node.at("type").requiredText();
    if (!type.isBlank() && !type.equals(op.type.label())) {
      node.at("type").problem("op: " + word + " makes a " + op.type.label() + ", not " + type);
    }
    return Optional.of(op);
  }

  private EventMetric metric(Op op) {
    List<EventLabel> labels = LabelsReader.read(node.at("labels"), paths);
    LabelsReader.checkProduct(node.at("labels"), labels, head.seriesLimit());
    EventFilter where = FilterReader.read(node.at("where"), paths);
    Optional<DataPath> from =
        op.keys.contains("from") ? paths.number(node.at("from")) : Optional.empty();
    Parts parts = new Parts(labels, where, from);
    return switch (op) {
      case COUNT, SUM, OBSERVE -> simple(op, Kind.ADD, parts);
      case SET -> simple(op, Kind.SET, parts);
      case CUMULATIVE -> cumulative(parts);
      case STATE -> state(parts);
      case MEAN -> mean(parts);
    };
  }

  /** What all kinds of metrics have. */
  private record Parts(List<EventLabel> labels, EventFilter where, Optional<DataPath> from) {}

  private EventMetric simple(Op op, Kind kind, Parts parts) {
    Optional<Duration> stale =
        op == Op.SET ? Optional.of(head.staleAfter(defaults.staleAfter())) : Optional.empty();
    Family family = head.family(op.type, parts.labels(), head.buckets(op.type), stale);
    boolean sampled = op == Op.COUNT || op == Op.SUM;
    Reducer reducer = reducer(kind, family.name(), parts, head.scale(), Optional.empty(), 0);
    return of(op, family, parts, List.of(sampled ? reducer : reducer.unsampled()), List.of());
  }

  private EventMetric cumulative(Parts parts) {
    Family family = head.family(FamilyType.COUNTER, parts.labels(), List.of(), Optional.empty());
    Optional<DataPath> key =
        node.at("key").present() ? paths.key(node.at("key")) : Optional.empty();
    Family last = head.keyed("_last", Optional.empty(), parts.labels().size() + 1);
    Reducer reducer = reducer(Kind.GROWTH, family.name(), parts, head.scale(), key, 0).unsampled();
    return of(Op.CUMULATIVE, family, parts, List.of(reducer), List.of(last));
  }

  private EventMetric state(Parts parts) {
    Optional<DataPath> key = paths.key(node.at("key"));
    Optional<DataPath> value =
        node.at("value").present() ? paths.number(node.at("value")) : Optional.empty();
    Aggregate aggregate = node.at("aggregate").oneOf(Aggregate.class, Aggregate.COUNT);
    if (node.at("value").present() == (aggregate == Aggregate.COUNT)) {
      node.problem("value and aggregate (sum, max, min or mean) go together");
    }
    Optional<Duration> stale =
        node.at("stale_after").present()
            ? Optional.of(head.staleAfter(defaults.staleAfter()))
            : Optional.empty();
    Family family = head.family(FamilyType.GAUGE, parts.labels(), List.of(), Optional.empty());
    Family entities = head.keyed("_state", stale, parts.labels().size() + 2);
    Parts valued = new Parts(parts.labels(), parts.where(), value);
    Reducer reducer = reducer(Kind.ENTITY, entities.name(), valued, 1, key, 0).unsampled();
    return new EventMetric(
        family,
        "state",
        head.unit(),
        source(),
        parts.labels(),
        Map.of(event, List.of(reducer)),
        List.of(entities),
        Optional.of(new ComputedGauge.Entities(family, entities.name(), aggregate)),
        node.at("name").line());
  }

  private EventMetric mean(Parts parts) {
    Duration window = head.window();
    Family family = head.family(FamilyType.GAUGE, parts.labels(), List.of(), Optional.empty());
    Family sums = head.spans("_sum", window, parts.labels().size() + 1);
    Family counts = head.spans("_count", window, parts.labels().size() + 1);
    long span = MetricHead.span(window);
    List<Reducer> reducers =
        List.of(
            reducer(Kind.SPAN, sums.name(), parts, head.scale(), Optional.empty(), span),
            reducer(Kind.SPAN, counts.name(), parts, 0, Optional.empty(), span));
    ComputedGauge mean =
        new ComputedGauge.Ratio(
            family,
            new Operand(sums.name(), false),
            new Operand(counts.name(), false),
            window,
            1,
            node.at("min_count").number(1, 1, MetricHead.LARGEST));
    return new EventMetric(
        family,
        "mean",
        head.unit(),
        source(),
        parts.labels(),
        Map.of(event, reducers),
        List.of(sums, counts),
        Optional.of(mean),
        node.at("name").line());
  }

  private EventMetric of(
      Op op, Family family, Parts parts, List<Reducer> reducers, List<Family> hidden) {
    return new EventMetric(
        family,
        op.name().toLowerCase(Locale.ROOT),
        head.unit(),
        source(),
        parts.labels(),
        Map.of(event, reducers),
        hidden,
        Optional.empty(),
        node.at("name").line());
  }

  private String source() {
    String from = node.at("from").text(node.at("value").text(""));
    String each = node.at("for_each").text("");
    return (from.isEmpty() ? event : event + " " + from)
        + (each.isEmpty() ? "" : ", each of " + each);
  }

  private Reducer reducer(
      Kind kind, String family, Parts parts, double scale, Optional<DataPath> key, long span) {
    return new Reducer(
        kind,
        family,
        head.name(),
        parts.where(),
        paths.each(),
        parts.from(),
        scale,
        key,
        span,
        true);
  }
}
