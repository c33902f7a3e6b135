package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Checks the dashboards and panels of a catalog, from which {@code tools/dashboards} makes those of
 * Grafana. What is wrong is added to the problems of the node.
 */
final class PanelCheck {
  private static final int COLUMNS = 24;
  private static final int MOST_ROWS = 40;

  private final List<String> dashboards = new ArrayList<>();

  /** How a panel shows its answers. */
  private enum Kind {
    STAT,
    GAUGE,
    LINES,
    BARS,
    PIE,
    TABLE,
    HEATMAP
  }

  /**
   * Checks the dashboards.
   *
   * @param catalog the id of the one dashboard that a catalog has if it names none
   */
  PanelCheck(YamlNode node, String catalog) {
    for (YamlNode item : node.items()) {
      item.allowOnly("id", "title", "description");
      String id = item.at("id").requiredText();
      if (!id.isBlank() && !CatalogWords.hasOnly(id, "-")) {
        item.at("id").problem("must be lower-case letters, digits and -");
      }
      item.at("title").requiredText();
      CatalogWords.sentence(item.at("description"));
      dashboards.add(id);
    }
    if (dashboards.isEmpty()) {
      dashboards.add(catalog.replace('_', '-'));
    }
  }

  /** Checks a panel. */
  void check(YamlNode node) {
    node.allowOnly(
        "title",
        "row",
        "kind",
        "expr",
        "legend",
        "unit",
        "description",
        "dashboard",
        "width",
        "height",
        "decimals",
        "mappings",
        "thresholds",
        "runbook");
    if (!node.at("kind").requiredText().isBlank()) {
      node.at("kind").oneOf(Kind.class, Kind.LINES);
    }
    node.at("title").requiredText();
    node.at("row").text("");
    node.at("unit").text("");
    node.at("runbook").text("");
    node.at("width").integer(1, 1, COLUMNS);
    node.at("height").integer(2, 2, MOST_ROWS);
    node.at("decimals").integer(-1, 0, 9);
    node.at("mappings").entries().forEach((value, text) -> text.requiredText());
    node.at("thresholds").entries().forEach((value, colour) -> colour.requiredText());
    CatalogWords.sentence(node.at("description"));
    checkQueries(node.at("expr"), node.at("legend"));
    checkDashboard(node.at("dashboard"));
  }

  private static void checkQueries(YamlNode expr, YamlNode legend) {
    legend.text("");
    if (!expr.isList()) {
      expr.requiredText();
      return;
    }
    for (YamlNode item : expr.items()) {
      item.allowOnly("expr", "legend");
      item.at("expr").requiredText();
      item.at("legend").text("");
    }
  }

  private void checkDashboard(YamlNode node) {
    String id = node.text(dashboards.get(0));
    if (!dashboards.contains(id)) {
      node.problem("dashboards has no such id" + Nearest.hint(id, dashboards));
    }
  }
}
