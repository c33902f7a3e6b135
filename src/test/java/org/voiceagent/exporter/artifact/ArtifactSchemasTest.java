package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.testing.ArtifactSchemas;

/** The published schemas agree with the fixtures and with what the reader accepts. */
final class ArtifactSchemasTest {
  private static final Path SESSIONS = Path.of("src", "test", "resources", "sessions");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArtifactSchemas schemas = new ArtifactSchemas();

  @TempDir Path root;

  static Stream<String> goodSessions() throws Exception {
    try (Stream<Path> folders = Files.list(SESSIONS)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("ten-faults"))
          .toList()
          .stream();
    }
  }

  static Stream<Path> schemaFiles() throws Exception {
    try (Stream<Path> files = Files.list(ArtifactSchemas.FOLDER)) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("goodSessions")
  void everyGoodFixtureSatisfiesItsSchema(String name) throws Exception {
    assertThat(schemas.faults(SESSIONS.resolve(name))).isEmpty();
  }

  @Test
  void theTenFaultsAreFaultsBySchemaToo() throws Exception {
    List<String> faults = schemas.faults(SESSIONS.resolve("ten-faults"));

    for (String place :
        List.of(
            "started_at",
            "duration_seconds",
            "turns",
            "sentiment_score",
            "underflow_events",
            "max_turn_ms",
            "transcript.jsonl:1",
            "transcript.jsonl:3",
            "transcript.jsonl:5",
            "low_watermark_ms")) {
      assertThat(faults).anyMatch(fault -> fault.contains(place));
    }
  }

  @ParameterizedTest
  @EnumSource(CallField.class)
  void everyNameTheReaderAcceptsIsDescribed(CallField field) throws Exception {
    JsonNode schema = JSON.readTree(ArtifactSchemas.FOLDER.resolve("metrics.schema.json").toFile());
    Map<String, JsonNode> described = new LinkedHashMap<>();
    collectProperties(schema, described);
    boolean time =
        field.kind() == FieldKind.DURATION
            || field.kind() == FieldKind.LATENCY
            || field.kind() == FieldKind.LATENCIES;

    for (String name : field.names()) {
      for (String written : time ? List.of(name + "_ms", name + "_seconds") : List.of(name)) {
        String last = written.substring(written.indexOf('.') + 1);
        assertThat(described.keySet())
            .as("%s is in the schema", written)
            .anyMatch(key -> key.equals(last) || (isPattern(key) && matches(key, last)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("schemaFiles")
  void everyPropertyIsDescribed(Path file) throws Exception {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    collectProperties(JSON.readTree(file.toFile()), properties);

    assertThat(properties).isNotEmpty();
    assertThat(properties.entrySet())
        .allSatisfy(
            property ->
                assertThat(property.getValue().path("description").asText())
                    .as(property.getKey())
                    .isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"latency\":{\"avg_turn_ms\":-1}}",
        "{\"latency\":{\"avg_turn_ms\":0.0}}",
        "{\"duration_ms\":83500}",
        "{\"turns\":\"7\"}",
        "{\"sentiment\":\"very_negative\"}",
        "{\"started_at\":\"2025-10-26 03:27:30\"}",
        "{\"codec_alignment_ok\":0}",
        "{\"quality\":null,\"a key of tomorrow\":[1]}",
        "{\"quality\":{\"mos\":NaN}}"
      })
  void whatTheReaderTakesTheSchemaAllows(String summary) throws Exception {
    Path folder = Files.createDirectory(root.resolve("call"));
    Files.writeString(folder.resolve("metrics.json"), summary);

    assertThat(schemas.faults(folder)).isEmpty();
    assertThat(new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder))
        .isInstanceOfSatisfying(
            Reading.Complete.class, call -> assertThat(call.session().findings()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"latency\":{\"avg_turn_ms\":120001}}",
        "{\"duration_seconds\":86401}",
        "{\"turns\":7.5}",
        "{\"turns\":\"seven\"}",
        "{\"sentiment\":\"grumpy\"}",
        "{\"sentiment_score\":-1.01}",
        "{\"started_at\":\"26.10.2025\"}",
        "{\"codec_alignment_ok\":\"perhaps\"}"
      })
  void whatTheReaderDropsTheSchemaForbids(String summary) throws Exception {
    Path folder = Files.createDirectory(root.resolve("call"));
    Files.writeString(folder.resolve("metrics.json"), summary);

    assertThat(schemas.faults(folder)).isNotEmpty();
    assertThat(new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder))
        .isInstanceOfSatisfying(
            Reading.Complete.class, call -> assertThat(call.session().findings()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"csat\":4,\"resolved\":true,\"human_rating\":5,\"ts\":\"2025-10-26T09:00:00Z\"} | true",
        "{\"correction\":{\"field\":\"outcome\",\"value\":\"transferred\"}} | true",
        "{\"csat\":0} | false",
        "{\"csat\":6} | false",
        "{\"human_rating\":\"good\"} | false"
      })
  void feedbackIsFromOneToFive(String feedback, boolean fine) throws Exception {
    assertThat(schemas.faultsOfFeedback(feedback).isEmpty()).isEqualTo(fine);
  }

  private static void collectProperties(JsonNode node, Map<String, JsonNode> properties) {
    for (String group : List.of("properties", "patternProperties")) {
      node.path(group).properties().forEach(e -> properties.putIfAbsent(e.getKey(), e.getValue()));
    }
    List<JsonNode> below = new ArrayList<>();
    node.forEach(below::add);
    below.forEach(child -> collectProperties(child, properties));
  }

  private static boolean isPattern(String key) {
    return key.startsWith("^");
  }

  private static boolean matches(String pattern, String name) {
    return Pattern.compile(pattern).matcher(name).find();
  }
}
