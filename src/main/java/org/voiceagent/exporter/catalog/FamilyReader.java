package org.voiceagent.exporter.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads what every family has: name, type, help, unit, labels, buckets, queries. */
final class FamilyReader {
  /** Far above any useful bound; only catches typing mistakes. */
  private static final double LARGEST_BUCKET = 1e12;

  private static final Duration SHORTEST_STALE = Duration.ofSeconds(1);
  private static final Duration LONGEST_STALE = Duration.ofDays(3650);

  private static final Pattern HELP = Pattern.compile("[A-Z][^\\n]*\\.");
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Set<String> LIBRARY_LABELS = Set.of("le", "quantile");

  private FamilyReader() {}

  /** The family; what is wrong with it is added to the node's problems. */
  static Family family(YamlNode node, FamilyType type) {
    String unit = node.at("unit").text("");
    String name = node.at("name").requiredText();
    if (!name.isBlank()) {
      FamilyNames.check(node.at("name"), name, type, unit);
    }
    return new Family(
        name,
        type,
        help(node.at("help")),
        unit,
        labels(node.at("labels")),
        buckets(node.at("buckets"), type),
        staleAfter(node.at("stale_after"), type),
        queries(node.at("queries")));
  }

  /**
   * One of an enum's constants; a problem and empty if the word is absent or not one of them.
   *
   * @param any any of the constants, which identifies the enum
   */
  static <E extends Enum<E>> Optional<E> required(YamlNode node, E any) {
    String word = node.requiredText();
    E constant = word.isBlank() ? any : node.oneOf(any.getDeclaringClass(), any);
    return Optional.of(constant).filter(c -> c.name().toLowerCase(Locale.ROOT).equals(word));
  }

  private static String help(YamlNode node) {
    String help = node.requiredText();
    if (!help.isBlank() && !HELP.matcher(help).matches()) {
      node.problem("must be one line that begins with a capital letter and ends with a full stop");
    }
    return help;
  }

  private static List<String> labels(YamlNode node) {
    Set<String> seen = new HashSet<>();
    List<String> labels = node.texts(List.of());
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        node.problem("\"" + label + "\" must be lower-case letters, digits and _");
      }
      if (LIBRARY_LABELS.contains(label)) {
        node.problem("\"" + label + "\" is reserved by Prometheus");
      }
      if (!seen.add(label)) {
        node.problem("\"" + label + "\" appears twice");
      }
    }
    return labels;
  }

  private static List<Double> buckets(YamlNode node, FamilyType type) {
    List<Double> buckets = new ArrayList<>();
    for (YamlNode item : node.items()) {
      buckets.add(item.number(0, -LARGEST_BUCKET, LARGEST_BUCKET));
    }
    if (type != FamilyType.HISTOGRAM && node.present()) {
      node.problem("only a histogram has buckets");
    }
    if (type == FamilyType.HISTOGRAM && buckets.isEmpty()) {
      node.problem("a histogram needs upper bounds such as [0.1, 1, 10]; +Inf is added");
    }
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i) <= buckets.get(i - 1)) {
        node.problem("bounds must ascend: " + buckets.get(i) + " follows " + buckets.get(i - 1));
      }
    }
    return buckets;
  }

  private static Optional<Duration> staleAfter(YamlNode node, FamilyType type) {
    if (!node.present()) {
      return Optional.empty();
    }
    if (type != FamilyType.GAUGE) {
      node.problem("only a gauge becomes stale");
    }
    return Optional.of(node.duration(LONGEST_STALE, SHORTEST_STALE, LONGEST_STALE));
  }

  private static List<Family.Query> queries(YamlNode node) {
    List<Family.Query> queries = new ArrayList<>();
    for (YamlNode query : node.items()) {
      query.allowOnly("ask", "promql");
      queries.add(
          new Family.Query(query.at("ask").requiredText(), query.at("promql").requiredText()));
    }
    return queries;
  }
}
