package org.voiceagent.exporter.artifact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the translation of any engine's report. */
public final class EngineReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ODD =
      List.of("null", "true", "-1", "\"\"", "\"x\"", "[]", "{}", "[null,1,\"x\",{}]", "1e308");

  /** Each report's file name and an example among the resources. */
  public static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("session_report.json", "livekit-1.8.9-session_report.json"),
        Arguments.of("end_of_call_report.json", "vapi-end_of_call_report.json"),
        Arguments.of("retell_call.json", "retell-call_analyzed.json"),
        Arguments.of("elevenlabs_post_call.json", "elevenlabs-post_call_transcription.json"),
        Arguments.of("bolna_task.json", "bolna-task.json"),
        Arguments.of("ava_call_record.json", "ava-call_record.json"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void anyValueInPlaceOfAnyOtherNeverStopsTheTranslation(String file, String example)
      throws IOException {
    EngineReport format = format(file);
    JsonNode report = example(example);
    for (String odd : ODD) {
      for (String changed : withEachNodeReplaced(report, odd)) {
        Translation translated = format.translate(JSON.readTree(changed));
        assertThat(translated.summary()).as(changed).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void webhookAndTheObjectInItAreTheSameCall(String file, String example) throws IOException {
    EngineReport format = format(file);
    JsonNode report = example(example);
    for (String wrapper : List.of("message", "call", "data")) {
      if (report.size() <= 3 && report.has(wrapper)) {
        assertThat(format.translate(report.get(wrapper)).summary())
            .isEqualTo(format.translate(report).summary());
      }
    }
  }

  private static EngineReport format(String file) {
    return EngineReports.all().stream()
        .filter(format -> format.fileName().equals(file))
        .findFirst()
        .orElseThrow();
  }

  /** One text for each node of the tree, in which that node is the odd one. */
  private static List<String> withEachNodeReplaced(JsonNode tree, String odd) throws IOException {
    List<String> pointers = new ArrayList<>();
    collect(tree, "", pointers);
    List<String> changed = new ArrayList<>();
    for (String pointer : pointers) {
      JsonNode copy = tree.deepCopy();
      int slash = pointer.lastIndexOf('/');
      JsonNode parent = copy.at(pointer.substring(0, slash));
      String key = pointer.substring(slash + 1);
      JsonNode value = JSON.readTree(odd);
      if (parent instanceof ObjectNode object) {
        object.set(key, value);
      } else if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(key), value);
      }
      changed.add(copy.toString());
    }
    return changed;
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                if (!field.getKey().contains("/")) {
                  pointers.add(pointer + "/" + field.getKey());
                  collect(field.getValue(), pointer + "/" + field.getKey(), pointers);
                }
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers.add(pointer + "/" + i);
        collect(node.get(i), pointer + "/" + i, pointers);
      }
    }
  }

  private static JsonNode example(String name) throws IOException {
    try (InputStream in = EngineReportTest.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }
}
