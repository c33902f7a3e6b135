package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.testing.ArtifactSchemas;

/** What {@code docs/artifacts.md} promises writers is true: its examples run, and none is stale. */
final class ArtifactsPageTest {
  private static final Path COMPLETE = Path.of("src", "test", "resources", "sessions", "complete");

  @TempDir Path root;

  @Test
  void thePythonWriterLeavesACallThatIsRead() throws Exception {
    assumeTrue(isThere("python3"), "python3 is not installed");

    run("python3", blockAfter("## In ten lines of Python"));

    CallSession call = call("1761449250.2163");
    assertThat(call.labels())
        .isEqualTo(new LabelSet("unknown", "openai_realtime", LabelSet.UNKNOWN));
    assertThat(call.facts().number(CallField.DURATION_SECONDS)).hasValue(45.9);
  }

  @Test
  void theShellWriterLeavesACallThatIsRead() throws Exception {
    run("sh", blockAfter("## In ten lines of shell"));

    CallSession call = call("1761449250.2164");
    assertThat(call.labels()).isEqualTo(new LabelSet("unknown", "openai_realtime", "gpt-realtime"));
    assertThat(call.facts().number(CallField.TURNS)).hasValue(2);
    assertThat(call.facts().number(CallField.AVG_TURN_LATENCY_MS)).hasValue(1000);
    assertThat(call.snapshot().number("streaming.low_watermark_ms")).hasValue(80);
  }

  @ParameterizedTest
  @CsvSource({"Python", "shell"})
  void theWritersHaveTenLinesAtMost(String language) throws Exception {
    assertThat(blockAfter("## In ten lines of " + language).lines().filter(l -> !l.isBlank()))
        .hasSizeLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "## metrics.json, metrics.json",
    "## transcript.jsonl, transcript.jsonl",
    "## config_snapshot.yaml, config_snapshot.yaml"
  })
  void theExamplesAreTheFixtureThatIsReadWithoutFindings(String heading, String file)
      throws Exception {
    String fixture = Files.readString(COMPLETE.resolve(file));

    assertThat(blockAfter(heading))
        .isEqualTo(
            fixture.replace("\"call_uuid\": \"complete\"", "\"call_uuid\": \"1761449250.2163\""));
  }

  @Test
  void theExampleOfFeedbackSatisfiesItsSchema() throws Exception {
    String example = blockAfter("## feedback.json and feedback.jsonl");

    assertThat(new ArtifactSchemas().faultsOfFeedback(example)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallField.class)
  void everyNameOfAFieldIsInATable(CallField field) throws Exception {
    List<String> rows = page().lines().filter(line -> line.startsWith("|")).toList();

    for (String name : field.names()) {
      Pattern mention = Pattern.compile("[`.]" + Pattern.quote(name) + "(_ms|_seconds)?`");
      assertThat(rows).as(name).anyMatch(row -> mention.matcher(row).find());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws Exception {
    Matcher link = Pattern.compile("\\]\\(([^)#]+)").matcher(page());
    int links = 0;
    while (link.find()) {
      assertThat(Path.of("docs").resolve(link.group(1))).exists();
      links++;
    }
    assertThat(links).isGreaterThan(3);
  }

  private CallSession call(String id) throws IOException {
    Path folder = root.resolve("monitoring/call_sessions").resolve(id);
    assertThat(new ArtifactSchemas().faults(folder)).isEmpty();
    Reading reading = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    CallSession session = ((Reading.Complete) reading).session();
    assertThat(session.findings()).isEmpty();
    return session;
  }

  private void run(String interpreter, String script) throws Exception {
    Process process =
        new ProcessBuilder(interpreter).directory(root.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /** The first fenced block below a heading. */
  private static String blockAfter(String heading) throws IOException {
    String page = page();
    int from = page.indexOf("\n" + heading + "\n");
    assertThat(from).as("heading %s", heading).isNotNegative();
    Matcher block = Pattern.compile("```[a-z]+\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find(from)).isTrue();
    return block.group(1);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "artifacts.md"));
  }
}
