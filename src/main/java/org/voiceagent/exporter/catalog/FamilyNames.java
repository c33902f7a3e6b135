package org.voiceagent.exporter.catalog;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Checks the names of families against the rules of the Prometheus data model and its naming
 * practices (prometheus.io/docs/practices/naming), and those of OpenMetrics for units.
 */
public final class FamilyNames {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** How the names of counters end. */
  public static final String TOTAL = "_total";

  private static final List<String> UNITS = List.of("seconds", "bytes", "ratio");
  private static final List<String> TAKEN = List.of("_count", "_sum", "_bucket", "_created");
  private static final Map<String, String> BASE_UNITS =
      Map.of(
          "ms", "seconds",
          "milliseconds", "seconds",
          "minutes", "seconds",
          "hours", "seconds",
          "kilobytes", "bytes",
          "megabytes", "bytes",
          "percent", "ratio");

  private FamilyNames() {}

  /** Adds a problem to the node for each rule the name breaks. */
  static void check(YamlNode node, String name, FamilyType type, String unit) {
    if (!NAME.matcher(name).matches()) {
      node.problem("must be lower-case letters, digits and _, such as ai_agent_calls_total");
    }
    if (type == FamilyType.COUNTER && !name.endsWith(TOTAL)) {
      node.problem("a counter's name must end in _total");
    }
    if (type != FamilyType.COUNTER && name.endsWith(TOTAL)) {
      node.problem("only a counter's name may end in _total");
    }
    TAKEN.stream()
        .filter(name::endsWith)
        .forEach(end -> node.problem("names in " + end + " belong to the parts of a histogram"));
    checkUnit(node, base(name), unit);
  }

  /** The name without {@code _total}, which no two families may share in OpenMetrics. */
  public static String base(String name) {
    return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
  }

  private static void checkUnit(YamlNode node, String base, String unit) {
    String last = base.substring(base.lastIndexOf('_') + 1);
    if (BASE_UNITS.containsKey(last)) {
      node.problem("use the base unit " + BASE_UNITS.get(last) + ", not " + last);
    }
    if (!unit.isEmpty() && !UNITS.contains(unit)) {
      node.problem("the unit must be one of " + String.join(", ", UNITS) + ", not " + unit);
    } else if (!unit.isEmpty() && !last.equals(unit)) {
      node.problem("must end in its unit, " + unit);
    } else if (unit.isEmpty() && UNITS.contains(last)) {
      node.problem("ends in " + last + ", so add unit: " + last);
    }
  }
}
