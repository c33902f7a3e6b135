package org.voiceagent.exporter.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rule files as they are shipped. */
final class AlertRules {
  static final Path PROMETHEUS = Path.of("monitoring", "prometheus");
  static final Path ALERTMANAGER = Path.of("monitoring", "alertmanager");

  /** What stands in an expression and names labels, their values or times. */
  private static final Pattern LABELS =
      Pattern.compile(
          "\\{[^}]*}|\\[[^\\]]*]|\\b(by|on|ignoring|without)\\s*\\([^)]*\\)"
              + "|\\boffset\\s+\\w+");

  private static final Pattern WORDS_OF_PROMQL =
      Pattern.compile("\\b(and|or|unless)\\b|\\b[a-z_0-9]+\\s*\\(|\\b[0-9.]+\\b");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private AlertRules() {}

  /** One alert; the same name may come at two severities. */
  record Alert(
      String name,
      String expr,
      String pending,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }
  }

  /** One recording rule. */
  record Recording(String name, String expr) {}

  static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (Map<?, ?> rule : rules()) {
      if (rule.containsKey("alert")) {
        alerts.add(
            new Alert(
                text(rule.get("alert")),
                text(rule.get("expr")),
                rule.containsKey("for") ? text(rule.get("for")) : "",
                texts(rule.get("labels")),
                texts(rule.get("annotations"))));
      }
    }
    return alerts;
  }

  static List<Recording> recordings() throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (Map<?, ?> rule : rules()) {
      if (rule.containsKey("record")) {
        recordings.add(new Recording(text(rule.get("record")), text(rule.get("expr"))));
      }
    }
    return recordings;
  }

  /** The names of all series an expression reads. */
  static Set<String> metrics(String expr) {
    Set<String> names = new TreeSet<>();
    String withoutLabels = LABELS.matcher(expr.replaceAll("\"[^\"]*\"", "")).replaceAll(" ");
    NAME.matcher(WORDS_OF_PROMQL.matcher(withoutLabels).replaceAll(" "))
        .results()
        .forEach(match -> names.add(match.group()));
    return names;
  }

  /** Reads YAML, such as a rule file or a test of rules. */
  static Map<?, ?> yaml(Path file) throws IOException {
    try (var reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  /** The files of a folder, in the order of their names. */
  static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** The mappings of a list that YAML gave. */
  static List<Map<?, ?>> mappings(Object list) {
    List<Map<?, ?>> all = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> all.add((Map<?, ?>) item));
    }
    return all;
  }

  private static List<Map<?, ?>> rules() throws IOException {
    List<Map<?, ?>> rules = new ArrayList<>();
    for (Path file : files(PROMETHEUS.resolve("rules"), ".yml")) {
      mappings(yaml(file).get("groups"))
          .forEach(group -> rules.addAll(mappings(group.get("rules"))));
    }
    return rules;
  }

  private static Map<String, String> texts(Object mapping) {
    Map<String, String> texts = new TreeMap<>();
    ((Map<?, ?>) mapping).forEach((key, value) -> texts.put(text(key), text(value)));
    return texts;
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }
}
