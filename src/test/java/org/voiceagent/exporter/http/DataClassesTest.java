package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key of our responses has a class in {@code docs/data-classes.md}. */
final class DataClassesTest {
  private static final Path DOC = Path.of("docs", "data-classes.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9_]+)` \\| (\\w+) \\|", Pattern.MULTILINE);
  private static final Set<String> CLASSES = Set.of("public", "internal", "personal", "secret");

  private static final String ROOT_OF_CLOSED_FORMS = "feedback.schema.json";
  private static final String COMPLETED_WHERE_USED = "feedback.schema.json/$defs/recommendation";
  private static final String FIGURES_BY_THE_RULES_WORDS =
      "feedback.schema.json/$defs/recommendation/properties/evidence";
  private static final String PATHS_BY_NAME = "pages.schema.json/$defs/landing/properties/links";

  /** The schemas of our responses, without those of files that engines write. */
  private static final List<String> ANSWERS =
      List.of("feedback", "pages", "open", "summary", "effects", "kpi");

  @Test
  void everyKeyOfAnAnswerIsClassifiedAndNoOther() throws IOException {
    assertThat(classes().keySet()).isEqualTo(answeredKeys());
  }

  @Test
  void aKeyIsClassifiedOnceAndNoneThatIsAnsweredIsSecret() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(DOC)).results().toList();

    assertThat(rows).extracting(row -> row.group(1)).doesNotHaveDuplicates().isSorted();
    assertThat(rows).extracting(row -> row.group(2)).isSubsetOf(CLASSES).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "error_message", "end_reason", "fallback_reasons", "call_uuid", "message"})
  void whatIsSaidOrNamesACallIsPersonal(String key) throws IOException {
    assertThat(classes()).containsEntry(key, "personal");
  }

  @Test
  void theSchemasAllowNoKeyThatTheyDoNotName() throws IOException {
    List<String> open = new ArrayList<>();
    for (String name : ANSWERS) {
      open(schema(name), name + ".schema.json", open);
    }
    assertThat(open)
        .as("objects with keys of any name")
        .containsExactly(
            ROOT_OF_CLOSED_FORMS, COMPLETED_WHERE_USED, FIGURES_BY_THE_RULES_WORDS, PATHS_BY_NAME);
  }

  private static Map<String, String> classes() throws IOException {
    Map<String, String> classes = new TreeMap<>();
    ROW.matcher(Files.readString(DOC))
        .results()
        .forEach(row -> classes.put(row.group(1), row.group(2)));
    return classes;
  }

  private static Set<String> answeredKeys() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String name : ANSWERS) {
      collect(schema(name), keys);
    }
    assertThat(keys).hasSizeGreaterThan(100);
    return keys;
  }

  private static JsonNode schema(String name) throws IOException {
    Path file = Path.of("docs", "schema", name + ".schema.json");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static void collect(JsonNode node, Set<String> keys) {
    if (node.path("properties").isObject()) {
      node.path("properties").fieldNames().forEachRemaining(keys::add);
    }
    node.forEach(below -> collect(below, keys));
  }

  private static void open(JsonNode node, String path, List<String> open) {
    boolean object =
        node.path("properties").isObject() || node.path("type").asText("").equals("object");
    if (object && isOpen(node)) {
      open.add(path);
    }
    node.properties().forEach(e -> open(e.getValue(), path + "/" + e.getKey(), open));
    if (node.isArray()) {
      node.forEach(below -> open(below, path + "/*", open));
    }
  }

  private static boolean isOpen(JsonNode node) {
    JsonNode more =
        node.has("additionalProperties")
            ? node.path("additionalProperties")
            : node.path("unevaluatedProperties");
    return !more.isBoolean() || more.asBoolean();
  }
}
