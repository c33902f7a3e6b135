package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.event.catalog.EventFilter.Limits;
import org.voiceagent.exporter.event.catalog.EventFilter.Term;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads {@code where:}. */
final class FilterReader {
  private static final double LARGEST = 1e15;

  private FilterReader() {}

  /** The conditions; what is wrong with them is added to the problems of the node. */
  static EventFilter read(YamlNode node, PathReader paths) {
    List<Term> terms = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      paths
          .read(entry.getValue(), entry.getKey())
          .ifPresent(path -> terms.add(term(path, entry.getValue(), paths)));
    }
    return terms.isEmpty() ? EventFilter.NONE : new EventFilter(terms);
  }

  private static Term term(DataPath path, YamlNode node, PathReader paths) {
    if (!node.present()) {
      node.problem("expected a value, a list of values, or {present: false}");
    }
    return node.isMapping()
        ? limited(path, node)
        : new Term(path, words(path, node, paths), Optional.empty(), Optional.empty());
  }

  private static Term limited(DataPath path, YamlNode node) {
    node.allowOnly("present", "above", "below", "at_least", "at_most");
    YamlNode present = node.at("present");
    if (present.present()) {
      if (node.entries().size() > 1) {
        present.problem("stands alone");
      }
      return new Term(path, List.of(), Optional.of(present.flag(true)), Optional.empty());
    }
    boolean atLow = !node.at("above").present();
    boolean atHigh = !node.at("below").present();
    double low = node.at(atLow ? "at_least" : "above").number(-LARGEST, -LARGEST, LARGEST);
    double high = node.at(atHigh ? "at_most" : "below").number(LARGEST, -LARGEST, LARGEST);
    if (node.entries().isEmpty() || low > high) {
      node.problem("no number is in these limits, or there are none");
    }
    return new Term(
        path, List.of(), Optional.empty(), Optional.of(new Limits(low, atLow, high, atHigh)));
  }

  private static List<String> words(DataPath path, YamlNode node, PathReader paths) {
    List<String> words = node.texts(List.of());
    DataSchema schema = paths.schema(path).orElse(DataSchema.ANY);
    List<String> known = schema.only().stream().map(value -> value.asText()).toList();
    for (String word : words) {
      if (!known.isEmpty() && !known.contains(word)) {
        node.problem(path.text() + " is never \"" + word + "\", as the payload says");
      }
    }
    return words;
  }
}
