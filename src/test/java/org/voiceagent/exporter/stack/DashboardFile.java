package org.voiceagent.exporter.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A dashboard as Grafana is given it.
 *
 * @param name the file's name
 * @param json what is in it
 */
record DashboardFile(String name, JsonNode json) {
  static final Path FOLDER = Path.of("monitoring", "grafana", "dashboards");

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  /**
   * Something a dashboard asks Prometheus.
   *
   * @param where what asks, for a person to find it
   * @param expr the expression, with variables; of a variable the selector
   * @param label of a variable the label whose values are wanted, else ""
   * @param instant whether one moment is asked for rather than a time
   * @param exemplar whether exemplars are asked for too
   */
  record Query(String where, String expr, String label, boolean instant, boolean exemplar) {}

  /** All dashboards, by name. */
  static List<DashboardFile> all() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DashboardFile> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.add(new DashboardFile(file.getFileName().toString(), json.readTree(file.toFile())));
      }
    }
    return all;
  }

  String title() {
    return json.path("title").asText();
  }

  /** All panels, those within rows too. */
  List<JsonNode> panels() {
    return list(json.path("panels"))
        .flatMap(panel -> Stream.concat(Stream.of(panel), list(panel.path("panels"))))
        .toList();
  }

  List<JsonNode> variables() {
    return list(json.at("/templating/list")).toList();
  }

  List<JsonNode> annotations() {
    return list(json.at("/annotations/list")).toList();
  }

  /** What its panels, annotations and variables ask. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                title() + ": " + panel.path("title").asText() + " " + target.path("refId").asText(),
                target.path("expr").asText(),
                "",
                target.path("instant").asBoolean(),
                target.path("exemplar").asBoolean()));
      }
    }
    for (JsonNode annotation : annotations()) {
      if (annotation.has("expr")) {
        String where = title() + ": annotation " + annotation.path("name").asText();
        queries.add(new Query(where, annotation.path("expr").asText(), "", false, false));
      }
    }
    for (JsonNode variable : variables()) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(ofVariable(variable));
      }
    }
    return queries;
  }

  private Query ofVariable(JsonNode variable) {
    Matcher query = LABEL_VALUES.matcher(variable.at("/query/query").asText());
    if (!query.matches()) {
      throw new IllegalStateException(title() + ": no query this test understands: " + variable);
    }
    String where = title() + ": variable " + variable.path("name").asText();
    return new Query(where, query.group(1), query.group(2), true, false);
  }

  /** Every text in it, whatever it is for. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    collect(json, texts);
    return texts;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> collect(child, texts));
  }

  static Stream<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return name;
  }
}
