package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.artifact.engine.EngineReport;
import org.voiceagent.exporter.artifact.engine.EngineReportTest;
import org.voiceagent.exporter.artifact.engine.EngineReports;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.GuardedRoot;

/** A folder with nothing but an engine's own report is a call like any other. */
final class TranslatedReportTest {
  @TempDir Path root;

  private final SessionReader reader =
      new SessionReader(
          ReadLimits.defaults(),
          SentimentScorer.OFF,
          CallerHashing.with(new KeyedHash(new byte[32])));
  private Path folder;

  @BeforeEach
  void drop() throws IOException {
    folder = Files.createDirectory(root.resolve("call-1"));
  }

  @Test
  void realSessionOfLiveKitIsACallWithItsTurnsLatenciesTokensAndSettings() throws IOException {
    drop("session_report.json", "livekit-1.8.9-session_report.json");

    CallSession call = complete();

    assertThat(call.labels().pipelineName()).isEqualTo("livekit");
    assertThat(call.labels().providerId()).isEqualTo("fake-brains");
    assertThat(call.labels().modelVariant()).isEqualTo("brain-1");
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.facts().number(CallField.TURNS)).hasValue(4);
    assertThat(call.facts().numbers(CallField.TURN_LATENCIES_MS))
        .containsExactly(785.835981, 620.15605);
    assertThat(call.facts().number(CallField.INPUT_TOKENS)).hasValue(300);
    assertThat(call.facts().instant(CallField.STARTED_AT))
        .contains(Instant.parse("2026-11-30T11:08:28.789Z"));
    assertThat(call.facts().number(CallField.DURATION_SECONDS).orElseThrow())
        .isBetween(4.49, 4.493);
    assertThat(call.snapshot().text("livekit.max_tool_steps")).contains("3");
    assertThat(call.findings()).isEmpty();
    assertThat(reader.transcript(folder).lines())
        .extracting(Transcript.Line::text)
        .containsExactly(
            "Where is my order?",
            "It arrives on Friday.",
            "Thank you, goodbye.",
            "It arrives on Friday.");
  }

  @ParameterizedTest
  @CsvSource({
    "retell_call.json, retell-call_analyzed.json, 46.2, 5",
    "elevenlabs_post_call.json, elevenlabs-post_call_transcription.json, 46, 5",
    "end_of_call_report.json, vapi-end_of_call_report.json, 46.2, 3",
    "bolna_task.json, bolna-task.json, 42, 5",
    "ava_call_record.json, ava-call_record.json, 46, 4"
  })
  void reportOfEachHostedOrOtherEngineIsACall(
      String file, String report, double seconds, double turns) throws IOException {
    drop(file, report);

    CallSession call = complete();

    assertThat(call.facts().number(CallField.DURATION_SECONDS)).hasValue(seconds);
    assertThat(call.facts().number(CallField.TURNS)).hasValue(turns);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void whoCalledIsKeptAsAHashOnly() throws IOException {
    drop("retell_call.json", "retell-call_analyzed.json");

    CallSession call = complete();

    assertThat(call.facts().text(CallField.CALLER_HASH)).isPresent();
    assertThat(call.facts().toString()).doesNotContain("5550100");
  }

  @Test
  void deletionThatElevenLabsAsksForBindsRetention() throws IOException {
    drop("elevenlabs_post_call.json", "elevenlabs-post_call_transcription.json");

    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1")) {
      assertThat(reader.retentionNotes(call).deletion().toString()).contains("2026-12-01");
    }
  }

  @Test
  void metricsJsonWinsAndTheReportAddsWhatItLacks() throws IOException {
    Files.writeString(folder.resolve("metrics.json"), "{\"turns\":9,\"provider_id\":\"mine\"}");
    drop("session_report.json", "livekit-1.8.9-session_report.json");

    CallSession call = complete();

    assertThat(call.facts().number(CallField.TURNS)).hasValue(9);
    assertThat(call.labels().providerId()).isEqualTo("mine");
    assertThat(call.labels().modelVariant()).isEqualTo("brain-1");
  }

  @ParameterizedTest
  @MethodSource("org.voiceagent.exporter.artifact.engine.EngineReportTest#files")
  void noBeginningOfAReportIsTakenForAWholeOne(String file, String report) throws IOException {
    byte[] whole = bytes(report);
    for (int length = 0; length < whole.length - 1; length += 37) {
      Files.write(folder.resolve(file), Arrays.copyOf(whole, length));
      assertThat(reader.read(folder)).as("%d bytes", length).isInstanceOf(Reading.Unfinished.class);
    }
  }

  @Test
  void reportWithAMarkOrOddNumbersIsReadAndOneOfEndlessDigitsIsRefused() throws IOException {
    Path file = folder.resolve("bolna_task.json");
    Files.writeString(file, "\uFEFF{\"conversation_time\":42,\"transcriber_duration\":NaN}");
    assertThat(complete().facts().number(CallField.DURATION_SECONDS)).hasValue(42);

    Files.writeString(file, "{\"conversation_time\":" + "9".repeat(200_000) + "}");
    assertThat(reader.read(folder)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void impossibleValuesOfAReportAreDroppedAndNamedByItsFile() throws IOException {
    Files.writeString(
        folder.resolve("bolna_task.json"),
        "{\"conversation_time\":-5,\"messages\":[{\"role\":\"nobody\",\"content\":\"x\"}]}");

    assertThat(complete().findings())
        .extracting(Finding::file)
        .containsExactly("bolna_task.json", "bolna_task.json");
  }

  @Test
  void everyFormatHasAFileOfItsOwn() {
    List<String> names = EngineReports.all().stream().map(EngineReport::fileName).toList();

    assertThat(names).doesNotHaveDuplicates().hasSize(6);
    assertThat(CallFormats.builtIn().endNames()).startsWith("metrics.json").containsAll(names);
  }

  private CallSession complete() {
    Reading reading = reader.read(folder);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).session();
  }

  private void drop(String file, String report) throws IOException {
    Files.write(folder.resolve(file), bytes(report));
  }

  private static byte[] bytes(String report) throws IOException {
    try (InputStream in = EngineReportTest.class.getResourceAsStream(report)) {
      return in.readAllBytes();
    }
  }
}
