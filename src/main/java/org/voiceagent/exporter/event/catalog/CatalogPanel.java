package org.voiceagent.exporter.event.catalog;

import java.util.List;
import java.util.Map;

/**
 * A panel of a dashboard. Immutable.
 *
 * @param title its title
 * @param row the title of its row, or ""
 * @param kind how it shows the answers
 * @param queries what it asks
 * @param look how it looks
 * @param description what it shows and how to read it
 * @param dashboard the id of its dashboard
 * @param runbook a page that says what to do, or ""
 */
record CatalogPanel(
    String title,
    String row,
    Kind kind,
    List<Query> queries,
    Look look,
    String description,
    String dashboard,
    String runbook) {

  /** Copies the list. */
  CatalogPanel {
    queries = List.copyOf(queries);
  }

  /** How a panel shows its answers. */
  enum Kind {
    STAT,
    GAUGE,
    LINES,
    BARS,
    PIE,
    TABLE,
    HEATMAP;

    /** Whether it shows a few figures, so that a quarter of a row is enough. */
    boolean small() {
      return this == STAT || this == GAUGE;
    }
  }

  /** A query and what its answers are called. */
  record Query(String expr, String legend) {}

  /**
   * How a panel looks.
   *
   * @param unit Grafana's unit
   * @param width of 24 columns
   * @param height in rows of 30 pixels
   * @param decimals after the point; negative: as Grafana chooses
   * @param mappings what is shown instead of a value or a range such as {@code 1..}
   * @param thresholds the colour from each value on
   */
  record Look(
      String unit,
      int width,
      int height,
      int decimals,
      Map<String, String> mappings,
      Map<String, String> thresholds) {}

  /**
   * A dashboard.
   *
   * @param id the name of its file, and a part of its uid
   * @param title its title
   * @param description what it is for
   */
  record BoardHead(String id, String title, String description) {}
}
