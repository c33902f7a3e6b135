package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceagent.exporter.kpi.KpiCatalog;

/**
 * An answer of {@code /kpi}: the indicators of each group of calls.
 *
 * @param from the start of the period
 * @param to the end of the period
 * @param since from when on every counted call is in the history
 * @param rows the groups, in the order of their labels
 */
record KpiRows(String from, String to, String since, List<Group> rows) {

  /**
   * The indicators of one group of calls.
   *
   * @param labels what the calls have in common, in the order that was asked for
   * @param figures the indicators, in the catalog's order
   */
  record Group(Map<String, String> labels, List<KpiFigure> figures) {

    /** The indicator of this name; of several currencies the first. */
    Optional<KpiFigure> figure(String name) {
      return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    /** The same indicator, in the same currency, of this group. */
    Optional<KpiFigure> same(KpiFigure figure) {
      return figures.stream()
          .filter(one -> one.id().equals(figure.id()) && one.unit().equals(figure.unit()))
          .findFirst();
    }

    /** The values of the labels, or "" without any. */
    String name() {
      return labels.values().stream().collect(Collectors.joining(" / "));
    }
  }

  /** Reads an answer. */
  static KpiRows of(String json) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(json);
    KpiCatalog catalog = KpiCatalog.bundled();
    List<Group> rows = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      Map<String, String> labels = new LinkedHashMap<>();
      row.path("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), Terminal.safe(label.getValue().asText())));
      List<KpiFigure> figures = new ArrayList<>();
      row.path("kpis").forEach(figure -> figures.add(KpiFigure.of(figure, catalog)));
      rows.add(new Group(labels, List.copyOf(figures)));
    }
    return new KpiRows(
        Terminal.time(answer.path("from").asText()),
        Terminal.time(answer.path("to").asText()),
        Terminal.time(answer.path("since").asText()),
        List.copyOf(rows));
  }

  /** Whether the history begins after the start of the period, so that calls may be missing. */
  boolean isIncomplete() {
    // Both are ISO 8601 in UTC, which sorts as text does up to the second.
    return !since.isEmpty() && since.compareTo(from) > 0;
  }
}
