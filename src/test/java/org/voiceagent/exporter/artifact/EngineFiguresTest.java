package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.testing.Tools;

/**
 * A script in Python computes the figures of each report of an engine from the report itself; the
 * reader of calls must come to the same.
 */
final class EngineFiguresTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/org/voiceagent/exporter/artifact/engine");

  private static final Map<String, String> FILES =
      Map.of(
          "livekit", "session_report.json",
          "vapi", "end_of_call_report.json",
          "retell", "retell_call.json",
          "elevenlabs", "elevenlabs_post_call.json",
          "bolna", "bolna_task.json",
          "ava", "ava_call_record.json");

  @TempDir Path root;

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void figuresAreThoseOfTheReportItself(Path example) throws Exception {
    String engine = example.getFileName().toString().replaceAll("-.*", "");
    String file = FILES.get(engine);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    Files.copy(example, folder.resolve(file));

    CallSession call =
        ((Reading.Complete)
                new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder))
            .session();

    JsonNode expected = computed(file, example);
    // Vapi's own example gives no figure at all.
    assertThat(expected.size()).isGreaterThanOrEqualTo(file.startsWith("end_of_call") ? 0 : 2);
    for (Map.Entry<String, JsonNode> figure : expected.properties()) {
      assertThat(call.facts().number(CallField.valueOf(figure.getKey())))
          .as(example.getFileName() + ": " + figure.getKey())
          .hasValueCloseTo(figure.getValue().doubleValue(), within(1e-3));
    }
    assertThat(call.findings()).isEmpty();
  }

  private static JsonNode computed(String file, Path example) throws Exception {
    Process script =
        new ProcessBuilder(
                Tools.require("python3").toString(),
                EXAMPLES.resolve("expected_figures.py").toString(),
                file,
                example.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = script.getInputStream()) {
      JsonNode figures = new ObjectMapper().readTree(out.readAllBytes());
      assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(script.exitValue()).isZero();
      return figures;
    }
  }
}
