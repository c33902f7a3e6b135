package org.voiceagent.exporter.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The JSON Schemas under {@code docs/schema/}, for tests that check files against them. */
public final class ArtifactSchemas {
  /** Where the schemas are. */
  public static final Path FOLDER = Path.of("docs", "schema");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonSchema summary = load("metrics.schema.json");
  private final JsonSchema transcriptLine = load("transcript-line.schema.json");
  private final JsonSchema snapshot = load("config_snapshot.schema.json");
  private final JsonSchema feedback = load("feedback-file.schema.json");

  /**
   * What is wrong with the files of a call's folder, as {@code file:line: why}, line 0 where it is
   * unknown; empty if nothing is.
   */
  public List<String> faults(Path folder) throws IOException {
    List<String> faults = new ArrayList<>();
    check(folder.resolve("metrics.json"), summary, faults);
    check(folder.resolve("feedback.json"), feedback, faults);
    checkLines(folder.resolve("transcript.jsonl"), transcriptLine, faults);
    checkLines(folder.resolve("feedback.jsonl"), feedback, faults);
    checkYaml(folder.resolve("config_snapshot.yaml"), faults);
    return faults;
  }

  /** What is wrong with a single object of feedback. */
  public List<String> faultsOfFeedback(String json) throws IOException {
    List<String> faults = new ArrayList<>();
    validate("feedback", 0, feedback, JSON.readTree(json), faults);
    return faults;
  }

  private static void check(Path file, JsonSchema schema, List<String> faults) throws IOException {
    if (Files.exists(file)) {
      parse(name(file), 0, Files.readString(file), schema, faults);
    }
  }

  private static void checkLines(Path file, JsonSchema schema, List<String> faults)
      throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        parse(name(file), i + 1, lines.get(i), schema, faults);
      }
    }
  }

  private void checkYaml(Path file, List<String> faults) throws IOException {
    if (Files.exists(file)) {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      validate(name(file), 0, snapshot, JSON.valueToTree(tree), faults);
    }
  }

  private static void parse(
      String file, int line, String text, JsonSchema schema, List<String> faults) {
    try {
      validate(file, line, schema, withoutNan(JSON.readTree(text)), faults);
    } catch (JsonProcessingException e) {
      faults.add(file + ":" + line + ": no JSON: " + e.getOriginalMessage());
    }
  }

  private static void validate(
      String file, int line, JsonSchema schema, JsonNode tree, List<String> faults) {
    for (ValidationMessage message : schema.validate(tree)) {
      faults.add(file + ":" + line + ": " + message.getMessage());
    }
  }

  /** A bare NaN is no JSON and no schema can speak of it; readers take it for null. */
  private static JsonNode withoutNan(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(withoutNan(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutNan(array.get(i)));
      }
    }
    return node.isDouble() && !Double.isFinite(node.doubleValue()) ? NullNode.instance : node;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static JsonSchema load(String name) {
    SchemaLocation location = SchemaLocation.of(FOLDER.resolve(name).toUri().toString());
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(location);
  }
}
