package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.catalog.DataPath.Root;
import org.voiceagent.exporter.event.catalog.DataSchema.JsonType;
import org.voiceagent.exporter.event.catalog.FieldPrivacy.Action;
import org.voiceagent.exporter.event.catalog.FieldPrivacy.Level;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads what a catalog says about the events of one name. */
final class EventTypeReader {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final String SIGNS = "._-";

  private final YamlNode node;
  private final CatalogDefaults defaults;
  private final String name;

  EventTypeReader(YamlNode node, CatalogDefaults defaults) {
    this.node = node;
    this.defaults = defaults;
    this.name = node.at("name").requiredText();
  }

  /** The event; what is wrong with it is added to the problems of the node. */
  EventType read() {
    node.allowOnly(
        "name",
        "version",
        "description",
        "payload",
        "privacy",
        "cost",
        "sampling",
        "retention",
        "metrics",
        "examples");
    if (!name.isBlank() && !CatalogWords.hasOnly(name, SIGNS)) {
      node.at("name").problem("must be lower-case letters, digits, \".\", \"_\" and \"-\"");
    }
    DataSchema payload = payload();
    List<FieldPrivacy> privacy = privacy(new PathReader(payload, List.of()));
    PathReader paths = new PathReader(payload, privacy);
    List<EventMetric> metrics = new ArrayList<>();
    for (YamlNode item : node.at("metrics").items()) {
      if (item.isMapping()) {
        new EventMetricReader(item, defaults, name, paths).metric().ifPresent(metrics::add);
      } else {
        item.problem("expected a metric: name, type, op, help and so on");
      }
    }
    boolean cost =
        node.at("cost").flag(false) || metrics.stream().anyMatch(EventTypeReader::isCost);
    return new EventType(
        name,
        version(),
        CatalogWords.sentence(node.at("description")),
        payload,
        privacy,
        cost,
        sampling(node.at("sampling"), paths, cost),
        retention(node.at("retention")),
        metrics,
        examples());
  }

  private static boolean isCost(EventMetric metric) {
    List<String> words = List.of(metric.family().name().split("_"));
    return words.contains("cost") || words.contains("usd");
  }

  private DataSchema payload() {
    YamlNode at = node.at("payload");
    DataSchema payload = DataSchemaReader.read(at);
    if (at.isMapping() && !payload.types().equals(Set.of(JsonType.OBJECT))) {
      at.problem("the data of an event is an object: type: object");
    }
    return payload;
  }

  private String version() {
    String version = node.at("version").requiredText();
    String[] parts = version.split("-", -1);
    boolean numbers = parts.length == 3;
    for (String part : parts) {
      numbers &= !part.isEmpty() && part.length() < 6 && part.chars().allMatch(Character::isDigit);
    }
    if (!version.isBlank() && !numbers) {
      node.at("version").problem("expected three numbers such as 1-0-0");
    }
    return version;
  }

  private List<FieldPrivacy> privacy(PathReader paths) {
    List<FieldPrivacy> privacy = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : node.at("privacy").entries().entrySet()) {
      YamlNode at = entry.getValue();
      at.allowOnly("class", "action");
      String word = at.at("class").requiredText();
      Level level =
          word.isBlank() ? Level.INTERNAL : at.at("class").oneOf(Level.class, Level.INTERNAL);
      Action action = at.at("action").oneOf(Action.class, level.usual());
      Optional<DataPath> path = paths.read(at, entry.getKey());
      boolean own = path.filter(known -> known.root() != Root.DATA).isPresent();
      if (own && !entry.getKey().equals("/call_uuid")) {
        at.problem("only /call_uuid and paths below /data have an entry");
      } else if (own && action == Action.REDACT) {
        at.at("action").problem("an id is kept, hashed or dropped");
      }
      path.ifPresent(known -> privacy.add(new FieldPrivacy(known, level, action)));
    }
    return privacy;
  }

  private static SamplingPlan sampling(YamlNode at, PathReader paths, boolean cost) {
    at.allowOnly("default", "env", "key");
    double byDefault = rate(at.at("default"), cost);
    Map<String, Double> byEnvironment = new LinkedHashMap<>();
    at.at("env").entries().forEach((name, rate) -> byEnvironment.put(name, rate(rate, cost)));
    Optional<DataPath> key = at.at("key").present() ? paths.key(at.at("key")) : Optional.empty();
    return new SamplingPlan(byDefault, byEnvironment, key);
  }

  private static double rate(YamlNode at, boolean cost) {
    double rate = at.number(1, 0, 1);
    if (rate == 0) {
      at.problem("must be above 0: to stop counting an event, remove it from the catalog");
      return 1;
    }
    if (cost && rate < 1) {
      at.problem("money depends on this event, so every one counts: the rate must be 1");
    }
    return rate;
  }

  private static Map<String, String> retention(YamlNode at) {
    at.allowOnly("class", "hot", "warm", "cold");
    Map<String, String> retention = new LinkedHashMap<>();
    for (String key : List.of("class", "hot", "warm", "cold")) {
      YamlNode value = at.at(key);
      if (value.present() && !key.equals("class")) {
        value.duration(LONGEST, Duration.ofHours(1), LONGEST);
      }
      if (value.present()) {
        retention.put(key, value.text(""));
      }
    }
    return retention;
  }

  private List<EventExample> examples() {
    List<EventExample> examples = new ArrayList<>();
    for (YamlNode item : node.at("examples").items()) {
      item.allowOnly("in", "out", "absent", "rejected");
      if (!item.at("in").present()) {
        item.problem("an example needs in, an event as a line has it, or a list of them");
      }
      List<JsonNode> in = new ArrayList<>();
      item.at("in").items().forEach(event -> in.add(YamlJson.of(event)));
      Map<String, Double> out = new LinkedHashMap<>();
      item.at("out")
          .entries()
          .forEach(
              (series, value) ->
                  out.put(series, value.number(0, -MetricHead.LARGEST, MetricHead.LARGEST)));
      Optional<EventRejectReason> rejected =
          item.at("rejected").present()
              ? Optional.of(
                  item.at("rejected").oneOf(EventRejectReason.class, EventRejectReason.SCHEMA))
              : Optional.empty();
      List<String> absent = item.at("absent").texts(List.of());
      if (out.isEmpty() && absent.isEmpty() && rejected.isEmpty()) {
        item.problem("says nothing about what must come of it: out, absent or rejected");
      }
      examples.add(new EventExample(item, in, out, absent, rejected));
    }
    return examples;
  }
}
