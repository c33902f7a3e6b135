package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads the labels of a metric, each of which must have a limit. */
final class LabelsReader {
  private static final int MOST_VALUES = 10_000;
  private static final Set<String> TAKEN = Set.of("le", "quantile");

  private LabelsReader() {}

  /** The labels; what is wrong with them is added to the problems of the node. */
  static List<EventLabel> read(YamlNode node, PathReader paths) {
    List<EventLabel> labels = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      checkName(entry.getKey(), entry.getValue());
      if (entry.getValue().isMapping()) {
        labels.add(label(entry.getKey(), entry.getValue(), paths));
      } else {
        entry.getValue().problem("expected {from: /data/agent, max: 100} or {value: text}");
      }
    }
    return labels;
  }

  /** Adds a problem if the labels may have more series than the limit. */
  static void checkProduct(YamlNode node, List<EventLabel> labels, long limit) {
    long product = 1;
    for (EventLabel label : labels) {
      product = Math.min(Integer.MAX_VALUE, product * label.limit());
    }
    if (product > limit) {
      node.problem(
          labels.stream()
                  .map(label -> label.name() + " " + label.limit())
                  .collect(Collectors.joining(" x "))
              + " = "
              + product
              + " series, more than the limit of "
              + limit
              + ": lower a max, or raise series_limit");
    }
  }

  private static void checkName(String name, YamlNode node) {
    if (!CatalogWords.isName(name)) {
      node.problem("a label's name must be lower-case letters, digits and _");
    }
    if (TAKEN.contains(name)) {
      node.problem("\"" + name + "\" is reserved by Prometheus");
    }
    if (name.equals("call_uuid") || name.equals("event_id")) {
      node.problem("an id is never a label: there would be a series for each");
    }
  }

  private static EventLabel label(String name, YamlNode node, PathReader paths) {
    node.allowOnly("from", "value", "values", "max", "default");
    if (node.at("value").present()) {
      for (String other : List.of("from", "values", "max", "default")) {
        if (node.at(other).present()) {
          node.at(other).problem("stands beside value, which is all there is");
        }
      }
      return new EventLabel(
          name, Optional.empty(), List.of(), 1, 0, node.at("value").requiredText());
    }
    Optional<DataPath> from = paths.label(node.at("from"));
    List<String> values = values(node.at("values"));
    if (node.at("values").present() == node.at("max").present()) {
      node.problem("needs values, a list of all there are, or max, how many get series");
    }
    int max = (int) node.at("max").integer(1, 1, MOST_VALUES);
    String byDefault = node.at("default").text("unknown");
    return new EventLabel(
        name,
        from.or(() -> DataPath.parse("$key")),
        values,
        max,
        values.isEmpty() ? 1 : beside(values, byDefault, from, paths),
        byDefault.isBlank() ? "unknown" : byDefault);
  }

  private static List<String> values(YamlNode node) {
    List<String> values = node.texts(List.of());
    if (node.present() && values.isEmpty()) {
      node.problem("expected a list of values");
    }
    if (new HashSet<>(values).size() < values.size()) {
      node.problem("a value appears twice");
    }
    return values;
  }

  /** Other values than those listed: {@code other} and the default, unless the payload forbids. */
  private static int beside(
      List<String> values, String byDefault, Optional<DataPath> from, PathReader paths) {
    List<String> possible =
        from.flatMap(paths::schema).orElse(DataSchema.ANY).only().stream()
            .map(value -> value.asText())
            .toList();
    boolean closed = !possible.isEmpty() && values.containsAll(possible);
    boolean always = values.contains(byDefault) || from.map(paths::isRequired).orElse(true);
    return (closed ? 0 : 1) + (always ? 0 : 1);
  }
}
