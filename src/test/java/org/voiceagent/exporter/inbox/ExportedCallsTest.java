package org.voiceagent.exporter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.inbox.InboxMeter.Delivered;

/** Exports of vendors' APIs become the folders that their webhooks would have made. */
final class ExportedCallsTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/org/voiceagent/exporter/artifact/engine");
  private static final String A = "{\"call_id\":\"a\",\"call_status\":\"ended\",\"duration_ms\":1}";
  private static final String B = "{\"call_id\":\"b\",\"call_status\":\"ended\",\"duration_ms\":2}";

  @TempDir Path temp;
  private Path calls;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void sessions() throws IOException {
    calls = Files.createDirectory(temp.resolve("calls"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[" + A + "," + B + "]",
        A + "\n" + B + "\n",
        "{\"results\":[" + A + "," + B + "],\"next\":null}",
        "{\"data\":[" + A + "]}\n{\"data\":[" + B + "]}",
        "{\"event\":\"call_ended\",\"call\":"
            + A
            + "} {\"event\":\"call_ended\",\"call\":"
            + B
            + "}"
      })
  void listsPagesAndLinesAreReadAlikeAndTwiceIsOnce(String text) throws IOException {
    assertThat(read(InboxSource.RETELL, text, true)).containsExactly("WRITTEN", "WRITTEN");
    assertThat(calls).isEmptyDirectory();

    assertThat(read(InboxSource.RETELL, text, false)).containsExactly("WRITTEN", "WRITTEN");
    assertThat(read(InboxSource.RETELL, text, false)).containsExactly("REPEATED", "REPEATED");
    assertThat(names()).containsExactly("a", "b");
    assertRead("a");
  }

  @Test
  void whatWasNotEndedIsPassedOverAndWhatCannotBeUsedIsNamed() throws IOException {
    assertThat(
            read(
                InboxSource.RETELL,
                "[{\"call_id\":\"c\",\"call_status\":\"ongoing\"},7,{\"call_status\":\"ended\"},"
                    + "{\"call_id\":\"../x\",\"call_status\":\"ended\"},"
                    + A
                    + "]",
                false))
        .containsExactly(
            "IGNORED",
            "2 not an object",
            "3 no call id",
            "4 a call id that cannot be the name of a folder",
            "WRITTEN");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void summariesOfElevenLabsAreNoCalls() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("elevenlabs-post_call_transcription.json"));

    assertThat(
            read(
                InboxSource.ELEVENLABS,
                "{\"conversations\":[{\"conversation_id\":\"e\",\"status\":\"done\"}]}" + sample,
                false))
        .containsExactly("1 a summary or another object, not a whole call", "WRITTEN");
    assertThat(names()).hasSize(1);
    assertRead(names().get(0));
  }

  @Test
  void callsOfVapisListAreReadLikeItsReport() throws IOException {
    String call =
        """
        [{"id":"v-1","status":"ended","startedAt":"2026-11-30T10:00:00Z",
          "endedAt":"2026-11-30T10:01:00Z","endedReason":"customer-ended-call","cost":0.1},
         {"id":"v-2","status":"in-progress","startedAt":"2026-11-30T10:00:00Z"}]
        """;

    assertThat(read(InboxSource.VAPI, call, false)).containsExactly("WRITTEN", "IGNORED");
    assertRead("v-1");
  }

  @Test
  void aFileThatIsCutKeepsWhatCameBefore() {
    assertThatThrownBy(() -> read(InboxSource.RETELL, "[" + A + "," + B.substring(0, 20), false))
        .isInstanceOf(JsonProcessingException.class);
    assertThat(told).containsExactly("WRITTEN");
  }

  private List<String> read(InboxSource source, String text, boolean dryRun) throws IOException {
    Path file = Files.writeString(temp.resolve("export.json"), text);
    told.clear();
    new ExportedCalls(source, calls, dryRun)
        .read(
            file,
            new ExportedCalls.Listener() {
              @Override
              public void done(Delivered how) {
                told.add(how.name());
              }

              @Override
              public void unusable(int number, String why) {
                told.add(number + " " + why);
              }
            });
    return told;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(calls)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private void assertRead(String call) {
    assertThat(
            new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(calls.resolve(call)))
        .isInstanceOf(Reading.Complete.class);
  }
}
