package org.voiceagent.exporter.redaction.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.artifact.TestFormats;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.FolderRedaction.Outcome;

/** Real folders with planted secrets, none of which stays on disk. */
final class FolderRedactionTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<String> PLANTED =
      List.of(
          "4111",
          "planted-key",
          "planted-pass",
          "jane.doe@example.com",
          "4930901820",
          "90 1820",
          "sk-planted");

  @TempDir Path temp;
  private final CallerHashing callers = CallerHashing.with(new KeyedHash(new byte[32]));
  private Path folder;

  @BeforeEach
  void drop() throws IOException {
    folder = Files.createDirectories(temp.resolve("calls").resolve("call-1"));
    write(
        "transcript.jsonl",
        """
        {"ts":"2026-11-20T09:59:01Z","turn":1,"role":"user","text":"my card is 4111 1111 1111 1111","sentiment":-0.40,"x":{"note":"jane.doe@example.com"}}
        {"role":"agent","content":[{"type":"text","text":"thank you"}],"latency_ms":820}

        this line is broken: 4111 1111 1111 1111
        {"role":"user","text":"fine"}
        """);
    write(
        "metrics.json",
        """
        {"call_uuid":"1761449250.2163","caller_id":"+4930901820","started_at":"2025-10-26T03:27:30Z",
         "error_message":"no answer from jane.doe@example.com","turns":2,"cost":1.10,
         "caller":{"number":"+49 30 90 1820"}}
        """);
    write("feedback.json", "{\"csat\":4,\"comment\":\"write to jane.doe@example.com\"}");
    write(
        "config_snapshot.yaml",
        """
        # the engine's own comment stays
        streaming:
          low_watermark_ms: 80   # as advised
        llm:
          api_key: planted-key
          url: "https://u:planted-pass@example.com"
        # api_key: sk-planted1234567890
        """);
  }

  @Test
  void nothingPlantedIsLeftAndTheCallReadsAsBefore() throws Exception {
    Reading.Complete before = read();

    assertThat(redact()).isEqualTo(new Outcome(4, true));

    for (String planted : PLANTED) {
      assertThat(Grep.filesWith(temp, planted)).as(planted).isEmpty();
    }
    Reading.Complete after = read();
    assertThat(after.session().labels()).isEqualTo(before.session().labels());
    assertThat(after.session().completedAt()).isEqualTo(before.session().completedAt());
    assertThat(after.session().snapshot()).isEqualTo(before.session().snapshot());
    for (CallField field : CallField.values()) {
      if (field != CallField.ERROR_MESSAGE) {
        assertThat(after.session().facts().known(field))
            .as(field.key())
            .isEqualTo(before.session().facts().known(field));
      }
    }
    assertThat(after.session().facts().text(CallField.CALLER_HASH))
        .isEqualTo(before.session().facts().text(CallField.CALLER_HASH))
        .isNotEmpty();
    assertThat(after.session().facts().text(CallField.CALL_UUID)).hasValue("1761449250.2163");
  }

  @Test
  void linesOrderNumbersAndCommentsStay() throws Exception {
    redact();

    List<String> lines = Files.readAllLines(folder.resolve("transcript.jsonl"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .startsWith("{\"ts\":\"2026-11-20T09:59:01Z\",\"turn\":1,\"role\":\"user\",\"text\":\"my ")
        .contains("\"sentiment\":-0.40");
    assertThat(lines.get(2)).isEmpty();
    assertThat(new ObjectMapper().readTree(lines.get(3)).path("event").asText())
        .startsWith("withheld");
    assertThat(lines.get(4)).isEqualTo("{\"role\":\"user\",\"text\":\"fine\"}");
    assertThat(folder.resolve("config_snapshot.yaml"))
        .content()
        .contains("# the engine's own comment stays", "low_watermark_ms: 80   # as advised")
        .contains("api_key: '[SECRET]'", "url: '[SECRET]'", "# api_key: '[SECRET]'");
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void timeAndModeStayAndASecondTimeChangesNothing() throws Exception {
    Path transcript = folder.resolve("transcript.jsonl");
    Files.setPosixFilePermissions(transcript, PosixFilePermissions.fromString("rw-r-----"));
    redact();
    byte[] once = Files.readAllBytes(transcript);

    assertThat(redact()).isEqualTo(new Outcome(0, true));

    assertThat(transcript).hasBinaryContent(once);
    assertThat(Files.getLastModifiedTime(transcript).toInstant()).isEqualTo(WRITTEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(transcript)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void whatIsHalfWrittenWaitsAMinuteAndIsReplacedThen() throws Exception {
    redact();
    Path transcript = folder.resolve("transcript.jsonl");
    Files.writeString(
        transcript, Files.readString(transcript) + "{\"role\":\"user\",\"text\":\"4111 1111 11");
    Files.setLastModifiedTime(transcript, FileTime.from(WRITTEN));

    assertThat(redactAt(WRITTEN.plusSeconds(1))).isEqualTo(new Outcome(0, false));
    assertThat(redactAt(WRITTEN.plus(Duration.ofMinutes(2)))).isEqualTo(new Outcome(1, true));
    assertThat(Grep.filesWith(temp, "4111")).isEmpty();
  }

  @Test
  void halfWrittenLastLineDelaysThatLineAndNotTheFile() throws Exception {
    Path transcript = folder.resolve("transcript.jsonl");
    String half = "{\"role\":\"user\",\"text\":\"and my mail is jane.r";
    Files.writeString(transcript, Files.readString(transcript) + half);
    Files.setLastModifiedTime(transcript, FileTime.from(WRITTEN));

    assertThat(redactAt(WRITTEN.plusSeconds(1)).finished()).isFalse();

    assertThat(transcript).content().doesNotContain("4111", "jane.doe@").endsWith(half);
    assertThat(redactAt(WRITTEN.plus(Duration.ofMinutes(2)))).isEqualTo(new Outcome(1, true));
    assertThat(transcript).content().doesNotContain("jane.r");
  }

  @Test
  void whatAnEngineWritesOfACallStaysByteForByte() throws Exception {
    write(
        "metrics.json",
        """
        {"schema_version":1,"call_uuid":"1761449250.2163","pipeline_name":"local_hybrid","provider_id":"openai_realtime","model_variant":"gpt-4o-2024-11-20",
         "engine_version":"4.3.0.12","started_at":"2025-10-26T03:27:30Z","ended_at":"2025-10-26T03:28:16Z","duration_seconds":45.9,
         "outcome":"user-ended-call","end_reason":"caller_hangup","error_message":null,"turns":7,"barge_in_count":1,"sentiment_score":-0.2,
         "streaming":{"jitter_low_watermark_hits":4,"fallback_count":1,"fallback_reasons":["timeout>8.0s"],"first_frame_ms":310},
         "latency":{"turn_ms":[820,1430],"avg_turn_ms":1125,"llm_ms":610},"call_id":"1761449250.2163","session_id":"6f9619ff-8b86-d011-b42d-00c04fc964ff",
         "audio":{"transport":"audiosocket","downstream_mode":"stream","codec":"slin16","sample_rate_hz":8000,"codec_alignment_ok":true},
         "usage":{"input_tokens":1800,"output_tokens":240,"by_model":[{"model":"gpt-4o-2024-11-20","input_tokens":1800}],"cost_usd":0.041},
         "business":{"resolved":true,"csat":4},"evaluations":[{"name":"politeness","score":0.9,"label":"good"}],"errors":[{"component":"llm","type":"timeout"}],
         "tools":[{"name":"hangup_call","status":"success","duration_ms":12},{"name":"transfer","status":"failed","arguments":{"queue":"sales"}}],
         "turn_rows":[{"speaker":"agent","start":0.1,"end":1.25}],"cost":[{"component":"llm","provider":"openai","unit":"tokens","quantity":2040}]}
        """);
    write(
        "transcript.jsonl",
        """
        {"ts":"2026-11-20T09:59:01Z","turn":1,"role":"user","text":"when do you open on Sunday?","sentiment":-0.40,"words":[{"word":"when","start":0.1},{"word":"do","start":0.2},{"word":"you","start":0.3}]}
        {"role":"agent","content":[{"type":"text","text":"at nine"}],"latency_ms":820,"interrupted":false,"event":null,"speaker_id":0,"language":"en-GB"}
        """);
    write("feedback.json", "{\"csat\":4,\"comment\":\"friendly and fast\"}");
    write(
        "config_snapshot.yaml",
        """
        # the engine's own comment stays
        active_pipeline: local_hybrid
        asterisk: {host: 127.0.0.1, port: 8088, app_name: asterisk-ai-voice-agent}
        audiosocket: {host: "0.0.0.0", port: 8090, format: slin}
        external_media: {rtp_host: 192.168.1.20, port_range: "18080:18099", codec: ulaw}
        vad: {webrtc_aggressiveness: 1, webrtc_start_frames: 3, min_utterance_duration_ms: 600}
        streaming: {low_watermark_ms: 80, sample_rate: 8000, jitter_buffer_ms: 150, greeting_min_start_ms: 40}
        providers:
          deepgram: {model: nova-2-general, tts_model: aura-2-thalia-en, base_url: "wss://agent.deepgram.com/v1", type: full}
          openai_realtime: {model: gpt-4o-realtime-preview-2024-12-17, voice: alloy, output_encoding: linear16}
        pipelines:
          local_hybrid: {stt: local_stt, llm: openai_llm, options: {llm: {temperature: 0.7, max_tokens: 150}}}
        barge_in: {enabled: true, initial_protection_ms: 200, energy_threshold: 1000}
        """);
    String before = contents();

    redact();

    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void leftoverOfAnEndedProcessIsReplaced() throws Exception {
    write(".redacting-transcript.jsonl", "half a file 4111 1111 1111 1111");
    redact();
    assertThat(Grep.filesWith(temp, "4111")).isEmpty();
  }

  @Test
  void linkIsNotFollowed() throws Exception {
    Path outside = temp.resolve("outside.jsonl");
    Files.writeString(outside, "{\"role\":\"user\",\"text\":\"4111 1111 1111 1111\"}\n");
    byte[] before = Files.readAllBytes(outside);
    Files.delete(folder.resolve("transcript.jsonl"));
    Files.createSymbolicLink(folder.resolve("transcript.jsonl"), outside);

    assertThatThrownBy(this::redact).hasMessageContaining("symbolic link");
    assertThat(outside).hasBinaryContent(before);
  }

  @Test
  void whoCalledIsTakenOutWhateverItIsCalled() throws Exception {
    write(
        "metrics.json",
        """
        {"id":"1761449250.2163","duration_seconds":41,"callerIdNumber":"+4930901820","caller_name":"Jane Planted",
         "callback":4930901820,"phone":4930901820.0,"custom":{"dob":"1980-02-03","bytes_sent":4930901821,
         "answered_at":1761449250,"orderTotal":12345678},"turns":7}
        """);

    redact();

    for (String planted : List.of("4930901820", "Jane", "1980-02-03")) {
      assertThat(Grep.filesWith(temp, planted)).as(planted).isEmpty();
    }
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
    assertThat(summary.path("callerIdNumber").asText())
        .isEqualTo(summary.path("phone").asText())
        .startsWith("[CALLER ");
    assertThat(summary.path("callback").asText()).matches("\\[(PHONE|NUMBER)]");
    assertThat(summary.path("caller_name").asText()).isEqualTo("[NAME]");
    assertThat(summary.at("/custom/dob").asText()).isEqualTo("[BIRTH_DATE]");
    assertThat(summary.at("/custom/bytes_sent").asLong()).isEqualTo(4930901821L);
    assertThat(summary.at("/custom/answered_at").asLong()).isEqualTo(1761449250);
    assertThat(summary.at("/custom/orderTotal").asLong()).isEqualTo(12345678);
    assertThat(summary.path("id").asText()).isEqualTo("1761449250.2163");
    assertThat(summary.path("turns").asInt()).isEqualTo(7);
    assertThat(redact()).isEqualTo(new Outcome(0, true));
  }

  @Test
  void markFitsUntilAFileIsWrittenToAndMakesTheCallNoYounger() throws Exception {
    assertThat(isDone("1")).isFalse();
    redact();
    assertThat(isDone("1")).isTrue();
    assertThat(isDone("2")).as("by other rules").isFalse();
    Path mark = folder.resolve(".redacted");
    assertThat(Files.getLastModifiedTime(mark).toInstant()).isEqualTo(WRITTEN);

    Files.writeString(folder.resolve("transcript.jsonl"), "{}\n", StandardOpenOption.APPEND);
    assertThat(isDone("1")).isFalse();
    Object changed = Files.getAttribute(folder, "unix:ctime");
    assertThat(redact()).isEqualTo(new Outcome(0, true));
    assertThat(isDone("1")).isTrue();
    assertThat(Files.getAttribute(folder, "unix:ctime")).isEqualTo(changed);

    Files.writeString(mark, "rules 1\n");
    assertThat(isDone("1")).as("half a mark").isFalse();
    Files.delete(mark);
    Files.createSymbolicLink(mark, folder.resolve("metrics.json"));
    assertThat(isDone("1")).as("a link").isFalse();
    redact();
    assertThat(mark).isRegularFile();
    assertThat(isDone("1")).isTrue();
  }

  @Test
  void aRedactorThatFailsLeavesTheFileAsItIsAndSaysNothingOfIt() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("transcript.jsonl"));
    Redactor failing =
        Redactor.strict()
            .counting(
                category -> {
                  throw new IllegalStateException("cannot redact 4111 1111 1111 1111");
                });
    FolderRedaction redaction = redaction(failing, "1", WRITTEN.plus(Duration.ofDays(1)));
    try (GuardedRoot root = GuardedRoot.open(temp.resolve("calls"));
        CallFolder open = CallFolder.open(root, "call-1")) {
      assertThatThrownBy(() -> redaction.redact(open))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be redacted: IllegalStateException")
          .hasMessageNotContaining("4111");
      assertThat(redaction.isDone(open)).isFalse();
    }
    assertThat(folder.resolve("transcript.jsonl")).hasBinaryContent(before);
    assertThat(Grep.filesWith(temp, "planted-key")).as("no text is in snapshots").isEmpty();
  }

  @Test
  void aReportOfAnotherFormatIsRedactedToo() throws Exception {
    write(
        "call_over.json",
        "{\"seconds\":42,\"said\":[\"my card is 4111 1111 1111"
            + " 1111\",{\"note\":\"jane.doe@example.com\"}]}");
    FolderRedaction redaction = redaction(Redactor.strict(), "1", WRITTEN.plus(Duration.ofDays(1)));
    try (GuardedRoot root = GuardedRoot.open(temp.resolve("calls"));
        CallFolder open = CallFolder.open(root, "call-1", TestFormats.withCallOver())) {
      assertThat(redaction.redact(open).finished()).isTrue();
      assertThat(redaction.isDone(open)).isTrue();
      write("call_over.json", "{}");
      assertThat(redaction.isDone(open)).isFalse();
    }
    assertThat(Grep.filesWith(temp, "4111")).isEmpty();
    assertThat(Grep.filesWith(temp, "jane.doe@example.com")).isEmpty();
  }

  private boolean isDone(String rules) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(temp.resolve("calls"));
        CallFolder open = CallFolder.open(root, "call-1")) {
      return redaction(Redactor.strict(), rules, WRITTEN).isDone(open);
    }
  }

  private FolderRedaction redaction(Redactor redactor, String rules, Instant now) {
    RedactionMeter silent =
        new RedactionMeter() {
          @Override
          public void fileRedacted() {
            // Only the daemon counts.
          }

          @Override
          public void redactionFailed() {
            // Only the daemon counts.
          }
        };
    return new FolderRedaction(
        redactor,
        new FolderRedaction.Hashes(callers, CallNames.asTheyAre()),
        rules,
        1 << 20,
        silent,
        InstantSource.fixed(now));
  }

  private Outcome redact() throws IOException {
    return redactAt(WRITTEN.plus(Duration.ofDays(1)));
  }

  private Outcome redactAt(Instant now) throws IOException {
    FolderRedaction redaction = redaction(Redactor.strict(), "1", now);
    try (GuardedRoot root = GuardedRoot.open(temp.resolve("calls"));
        CallFolder open = CallFolder.open(root, "call-1")) {
      return redaction.redact(open);
    }
  }

  private Reading.Complete read() {
    return (Reading.Complete)
        new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF, callers).read(folder);
  }

  private String contents() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name :
        List.of("metrics.json", "transcript.jsonl", "feedback.json", "config_snapshot.yaml")) {
      all.append(Files.readString(folder.resolve(name)));
    }
    return all.toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
  }
}
