package org.voiceagent.exporter.event.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.ComputedGauge.Operand;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.event.catalog.Reducer.Kind;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads a gauge that is derived from several events. */
final class DerivedReader {
  private static final double SHARES_OFF_BY = 0.001;
  private static final String PERCENT = "percent";

  private final YamlNode node;
  private final Map<String, PathReader> events;
  private final MetricHead head;

  /** The part of a derived gauge that one of its events fills. */
  private record Side(
      String event, Operand operand, Family hidden, Reducer reducer, List<EventLabel> labels) {}

  /**
   * @param events reads paths into the events of the catalog, by their names
   */
  DerivedReader(YamlNode node, CatalogDefaults defaults, Map<String, PathReader> events) {
    this.node = node;
    this.events = events;
    this.head = new MetricHead(node, defaults);
  }

  /** The gauge; empty if it says too little. */
  Optional<EventMetric> metric() {
    head.checkNames(false);
    String type = node.at("type").text(FamilyType.GAUGE.label());
    if (!type.equals(FamilyType.GAUGE.label())) {
      node.at("type").problem("a derived metric is a gauge");
    }
    String op = node.at("op").requiredText();
    if (op.equals("ratio")) {
      return ratio();
    }
    if (op.equals("psi")) {
      return drift();
    }
    if (!op.isBlank()) {
      node.at("op")
          .problem("must be one of ratio, psi" + Nearest.hint(op, List.of("ratio", "psi")));
    }
    return Optional.empty();
  }

  private Optional<EventMetric> ratio() {
    node.allowOnly(
        "name",
        "alert",
        "panel",
        "type",
        "op",
        "help",
        "unit",
        "alias",
        "series_limit",
        "window",
        "numerator",
        "denominator",
        "by",
        "min_denominator",
        "scale");
    Duration window = head.window();
    Optional<Side> above = side(node.at("numerator"), "_numerator", window);
    Optional<Side> below = side(node.at("denominator"), "_denominator", window);
    boolean percent = head.unit().equals(PERCENT) && !node.at("scale").present();
    double scale = percent ? 100 : head.scale();
    double least = node.at("min_denominator").number(1, 0.000001, MetricHead.LARGEST);
    if (above.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    List<EventLabel> labels = above.get().labels();
    LabelsReader.checkProduct(node.at("by"), labels, head.seriesLimit());
    Family family = head.family(FamilyType.GAUGE, labels, List.of(), Optional.empty());
    return Optional.of(
        of(
            family,
            "ratio",
            List.of(above.get(), below.get()),
            new ComputedGauge.Ratio(
                family, above.get().operand(), below.get().operand(), window, scale, least)));
  }

  private EventMetric of(Family family, String op, List<Side> sides, ComputedGauge computed) {
    Map<String, List<Reducer>> reducers = new LinkedHashMap<>();
    sides.forEach(
        side ->
            reducers.computeIfAbsent(side.event(), any -> new ArrayList<>()).add(side.reducer()));
    return new EventMetric(
        family,
        op,
        head.unit(),
        String.join(" : ", sides.stream().map(Side::event).toList()),
        sides.get(0).labels(),
        reducers,
        sides.stream().map(Side::hidden).toList(),
        Optional.of(computed),
        node.at("name").line());
  }

  private Optional<PathReader> event(YamlNode at) {
    String event = at.at("event").requiredText();
    Optional<PathReader> paths = Optional.ofNullable(events.get(event));
    if (paths.isEmpty() && !event.isBlank()) {
      at.at("event")
          .problem(
              "this catalog has no event \"" + event + "\"" + Nearest.hint(event, events.keySet()));
    }
    return paths.map(known -> known.forEach(at.at("for_each")));
  }

  private Optional<Side> side(YamlNode at, String end, Duration window) {
    at.allowOnly("event", "where", "for_each", "sum", "distinct");
    return event(at)
        .map(
            paths -> {
              List<EventLabel> labels = LabelsReader.read(node.at("by"), paths);
              boolean distinct = at.at("distinct").present();
              if (distinct && at.at("sum").present()) {
                at.at("distinct").problem("stands beside sum: use one of them");
              }
              Optional<DataPath> sum =
                  at.at("sum").present() ? paths.number(at.at("sum")) : Optional.empty();
              Optional<DataPath> key = distinct ? paths.key(at.at("distinct")) : Optional.empty();
              Family hidden =
                  distinct
                      ? head.keyed(end, Optional.of(window), labels.size() + 2)
                      : head.spans(end, window, labels.size() + 1);
              Reducer reducer =
                  new Reducer(
                      distinct ? Kind.MEMBER : Kind.SPAN,
                      hidden.name(),
                      head.name(),
                      FilterReader.read(at.at("where"), paths),
                      paths.each(),
                      sum,
                      1,
                      key,
                      MetricHead.span(window),
                      !distinct);
              Operand operand = new Operand(hidden.name(), distinct);
              return new Side(at.at("event").text(""), operand, hidden, reducer, labels);
            });
  }

  private Optional<EventMetric> drift() {
    node.allowOnly(
        "name",
        "alert",
        "panel",
        "type",
        "op",
        "help",
        "unit",
        "alias",
        "series_limit",
        "window",
        "of",
        "baseline",
        "by",
        "min_count");
    YamlNode of = node.at("of");
    of.allowOnly("event", "field", "where", "for_each");
    Duration window = head.window();
    Map<String, Double> baseline = baseline(node.at("baseline"));
    double least = node.at("min_count").number(100, 1, MetricHead.LARGEST);
    return event(of)
        .flatMap(
            paths ->
                paths
                    .label(of.at("field"))
                    .map(field -> drift(paths, field, window, baseline, least)));
  }

  private EventMetric drift(
      PathReader paths,
      DataPath field,
      Duration window,
      Map<String, Double> baseline,
      double least) {
    YamlNode of = node.at("of");
    List<EventLabel> labels = LabelsReader.read(node.at("by"), paths);
    List<EventLabel> counted = new ArrayList<>();
    counted.add(
        new EventLabel(
            "value", Optional.of(field), List.copyOf(baseline.keySet()), 1, 1, "unknown"));
    counted.addAll(labels);
    LabelsReader.checkProduct(node.at("by"), labels, head.seriesLimit());
    Family family = head.family(FamilyType.GAUGE, labels, List.of(), Optional.empty());
    Family counts = head.spans("_values", window, counted.size() + 1);
    Reducer reducer =
        new Reducer(
            Kind.SPAN,
            counts.name(),
            head.name(),
            FilterReader.read(of.at("where"), paths),
            paths.each(),
            Optional.empty(),
            1,
            Optional.empty(),
            MetricHead.span(window),
            true);
    Side side =
        new Side(
            of.at("event").text(""), new Operand(counts.name(), false), counts, reducer, counted);
    return of(
        family,
        "psi",
        List.of(side),
        new ComputedGauge.Drift(family, counts.name(), baseline, window, least));
  }

  private static Map<String, Double> baseline(YamlNode node) {
    Map<String, Double> shares = new TreeMap<>();
    node.entries().forEach((value, share) -> shares.put(value, share.number(0, 0, 1)));
    double sum = shares.values().stream().mapToDouble(share -> share).sum();
    if (shares.size() < 2 || Math.abs(sum - 1) > SHARES_OFF_BY) {
      node.problem("expected the shares of at least two values, which add up to 1");
    }
    return shares;
  }
}
