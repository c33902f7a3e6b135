package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.GuardedRoot;

/** A call may end with another file than {@code metrics.json}, whose name picks its format. */
final class CallFormatsTest {
  @TempDir Path root;

  private final SessionReader reader =
      new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
  private Path folder;

  @BeforeEach
  void drop() throws IOException {
    folder = Files.createDirectory(root.resolve("call-1"));
  }

  @Test
  void fileOfAnotherFormatEndsTheCall() throws IOException {
    write(
        "call_over.json",
        "{\"seconds\":42,\"who\":\"acme\",\"said\":[\"hello\",\"are you there\"]}");

    CallSession call = complete();

    assertThat(call.facts().number(CallField.DURATION_SECONDS)).hasValue(42);
    assertThat(call.facts().number(CallField.TURNS)).as("from its transcript").hasValue(1);
    assertThat(call.labels().providerId()).isEqualTo("acme");
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void withoutItsFormatTheSameFolderIsUnfinished() throws IOException {
    write("call_over.json", "{\"seconds\":42}");

    assertThat(reader.read(folder)).isEqualTo(new Reading.Unfinished("metrics.json is not there"));
    assertThat(read()).isInstanceOf(Reading.Complete.class);
  }

  @Test
  void metricsJsonWinsAndTheOtherFileAddsWhatItLacks() throws IOException {
    write("metrics.json", "{\"duration_seconds\":40,\"turns\":7}");
    write("call_over.json", "{\"seconds\":42,\"who\":\"acme\"}");

    CallSession call = complete();

    assertThat(call.facts().number(CallField.DURATION_SECONDS)).hasValue(40);
    assertThat(call.facts().number(CallField.TURNS)).hasValue(7);
    assertThat(call.labels().providerId()).isEqualTo("acme");
  }

  @Test
  void otherFileThatIsBrokenCostsItself() throws IOException {
    write("metrics.json", "{\"turns\":7}");
    write("call_over.json", "{\"seconds\":4");

    CallSession call = complete();

    assertThat(call.facts().number(CallField.TURNS)).hasValue(7);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly("call_over.json: file: is not whole");
  }

  @Test
  void metricsJsonThatIsNotWholeKeepsTheCallUnfinished() throws IOException {
    write("metrics.json", "{\"turns\":7");
    write("call_over.json", "{\"seconds\":42}");

    assertThat(read()).isInstanceOf(Reading.Unfinished.class);
  }

  @Test
  void transcriptFileWinsOverTheOneInTheReport() throws IOException {
    write("call_over.json", "{\"seconds\":42,\"said\":[\"from the report\"]}");
    assertThat(transcript()).containsExactly("from the report");

    write("transcript.jsonl", "{\"role\":\"user\",\"text\":\"from the file\"}\n");
    assertThat(transcript()).containsExactly("from the file");
  }

  private CallSession complete() throws IOException {
    Reading reading = read();
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).session();
  }

  private Reading read() throws IOException {
    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1", TestFormats.withCallOver())) {
      return reader.read(call);
    }
  }

  private List<String> transcript() throws IOException {
    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1", TestFormats.withCallOver())) {
      return reader.transcript(call).lines().stream().map(Transcript.Line::text).toList();
    }
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }
}
