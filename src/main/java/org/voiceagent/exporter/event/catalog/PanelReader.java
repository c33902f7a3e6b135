package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voiceagent.exporter.event.catalog.CatalogPanel.BoardHead;
import org.voiceagent.exporter.event.catalog.CatalogPanel.Kind;
import org.voiceagent.exporter.event.catalog.CatalogPanel.Look;
import org.voiceagent.exporter.event.catalog.CatalogPanel.Query;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads dashboards and their panels. */
final class PanelReader {
  private static final int COLUMNS = 24;
  private static final int MOST_ROWS = 40;

  private final List<BoardHead> boards;

  /**
   * @param boards the dashboards of the catalog, at least one
   */
  PanelReader(List<BoardHead> boards) {
    this.boards = boards;
  }

  /** The dashboards that a catalog names, or the one it has without that. */
  static List<BoardHead> boards(YamlNode node, String catalog) {
    List<BoardHead> boards = new ArrayList<>();
    for (YamlNode item : node.items()) {
      item.allowOnly("id", "title", "description");
      String id = item.at("id").requiredText();
      if (!id.isBlank() && !CatalogWords.hasOnly(id, "-")) {
        item.at("id").problem("must be lower-case letters, digits and -");
      }
      boards.add(
          new BoardHead(
              id, item.at("title").requiredText(), CatalogWords.sentence(item.at("description"))));
    }
    String title =
        catalog.isEmpty()
            ? ""
            : catalog.substring(0, 1).toUpperCase(Locale.ROOT) + catalog.substring(1);
    return boards.isEmpty()
        ? List.of(new BoardHead(catalog.replace('_', '-'), title, "What the catalog counts."))
        : boards;
  }

  /** The panel; what is wrong with it is added to the problems of the node. */
  CatalogPanel read(YamlNode node) {
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
    String word = node.at("kind").requiredText();
    Kind kind = word.isBlank() ? Kind.LINES : node.at("kind").oneOf(Kind.class, Kind.LINES);
    return new CatalogPanel(
        node.at("title").requiredText(),
        node.at("row").text(""),
        kind,
        queries(node),
        look(node, kind),
        CatalogWords.sentence(node.at("description")),
        board(node.at("dashboard")),
        node.at("runbook").text(""));
  }

  private static List<Query> queries(YamlNode node) {
    YamlNode expr = node.at("expr");
    if (!expr.isList()) {
      return List.of(new Query(expr.requiredText().strip(), node.at("legend").text("")));
    }
    List<Query> queries = new ArrayList<>();
    for (YamlNode item : expr.items()) {
      item.allowOnly("expr", "legend");
      queries.add(new Query(item.at("expr").requiredText().strip(), item.at("legend").text("")));
    }
    return queries;
  }

  private static Look look(YamlNode node, Kind kind) {
    return new Look(
        node.at("unit").text("short"),
        (int) node.at("width").integer(kind.small() ? 6 : 12, 1, COLUMNS),
        (int) node.at("height").integer(kind.small() ? 4 : 8, 2, MOST_ROWS),
        (int) node.at("decimals").integer(-1, 0, 9),
        texts(node.at("mappings")),
        texts(node.at("thresholds")));
  }

  private static Map<String, String> texts(YamlNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.entries().forEach((key, value) -> texts.put(key, value.requiredText()));
    return texts;
  }

  private String board(YamlNode node) {
    List<String> ids = boards.stream().map(BoardHead::id).toList();
    String id = node.text(ids.get(0));
    if (!ids.contains(id)) {
      node.problem("dashboards has no such id" + Nearest.hint(id, ids));
    }
    return id;
  }
}
