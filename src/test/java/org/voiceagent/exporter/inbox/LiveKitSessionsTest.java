package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;

/**
 * What livekit-agents 1.8.9 uploaded after a real session: the form, and the batch of log records
 * with the outcome success, the reason booked and an evaluation.
 */
final class LiveKitSessionsTest {
  private static final Path CAPTURED =
      Path.of("src/test/resources/org/voiceagent/exporter/inbox/livekit-1.8.9");
  private static final String TYPE =
      "multipart/form-data; boundary=c4e4cc75ef784d4db0cb1864dc007e57";
  private static final String JOB = "AJ_captured";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NOW = 1_796_052_300_000L;
  private static final LiveKitSessions.Delays DELAYS =
      new LiveKitSessions.Delays(
          Duration.ofSeconds(6), Duration.ofSeconds(30), Duration.ofMinutes(15));

  @TempDir Path temp;
  private Path calls;
  private BodyFolder spool;
  private LiveKitSessions sessions;
  private long names;

  @BeforeEach
  void open() throws IOException {
    calls = Files.createDirectory(temp.resolve("calls"));
    spool = BodyFolder.open(temp.resolve("spool"));
    sessions = again();
  }

  /** As after a restart: nothing is remembered but what is on disk. */
  private LiveKitSessions again() throws IOException {
    return new LiveKitSessions(
        spool,
        new CallFolderWriter(calls, 1 << 20),
        new Quarantine(
            BodyFolder.open(temp.resolve("quarantine")),
            new Quarantine.Keeping(true, 1 << 20, Optional.empty()),
            InboxMeter.NONE),
        InboxMeter.NONE,
        DELAYS);
  }

  @Test
  void uploadAndLogRecordsBecomeOneReportThatTheIntakeReads() throws Exception {
    take(recording(), StoredBody.Kind.RECORDING, NOW);
    take(logs(), StoredBody.Kind.LOGS, NOW + 1_000);
    sessions.deliverDue(NOW + 6_999);
    assertThat(calls).isEmptyDirectory();

    sessions.deliverDue(NOW + 7_000);

    JsonNode report = report();
    assertThat(report.path("outcome").asText()).isEqualTo("success");
    assertThat(report.path("outcome_reason").asText()).isEqualTo("booked");
    assertThat(report.path("evaluations")).hasSize(1);
    assertThat(report.path("evaluations").path(0).path("verdict").asText()).isEqualTo("pass");
    assertThat(report.path("chat_history").path("items")).hasSizeGreaterThan(3);
    assertThat(report.path("usage").path(0).path("input_tokens").asInt()).isPositive();
    assertThat(report.path("sdk_version").asText()).isEqualTo("1.8.9");
    assertThat(report.has("simulated")).isFalse();
    assertThat(spool.files()).isZero();
    assertThat(
            new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(calls.resolve(JOB)))
        .isInstanceOf(Reading.Complete.class);
  }

  @Test
  void theOtherOrderAndARestartInBetweenMakeTheSameReport() throws Exception {
    take(logs(), StoredBody.Kind.LOGS, NOW);
    sessions = again();
    for (StoredBody left : spool.all()) {
      sessions.take(left, spool.read(left).orElseThrow());
    }
    take(recording(), StoredBody.Kind.RECORDING, NOW + 10_000);

    sessions.deliverDue(NOW + 16_000);

    assertThat(report().path("outcome").asText()).isEqualTo("success");
    assertThat(report().path("chat_history").path("items")).isNotEmpty();
    assertThat(spool.files()).isZero();
  }

  @Test
  void anOutcomeThatComesLateIsAddedAndRepeatsChangeNothing() throws Exception {
    take(recording(), StoredBody.Kind.RECORDING, NOW);
    sessions.deliverDue(NOW + 6_000);
    assertThat(report().has("outcome")).isFalse();

    take(logs(), StoredBody.Kind.LOGS, NOW + 60_000);
    sessions.deliverDue(NOW + 60_000 + 30_000);
    JsonNode whole = report();
    assertThat(whole.path("outcome").asText()).isEqualTo("success");

    for (int i = 0; i < 2; i++) {
      take(logs(), StoredBody.Kind.LOGS, NOW + 100_000);
      take(recording(), StoredBody.Kind.RECORDING, NOW + 100_000);
      sessions.deliverDue(NOW + 200_000);
    }
    assertThat(report()).isEqualTo(whole);
    assertThat(spool.files()).isZero();
  }

  @Test
  void usageAloneEndsACallWhereNothingIsUploaded() throws Exception {
    take(logs(), StoredBody.Kind.LOGS, NOW);
    sessions.deliverDue(NOW + 29_999);
    assertThat(calls).isEmptyDirectory();

    sessions.deliverDue(NOW + 30_000);

    assertThat(report().path("usage").path(0).path("input_tokens").asInt()).isPositive();
    assertThat(report().has("chat_history")).isFalse();
  }

  @Test
  void logRecordsOfTheAgentItselfAreDropped() throws Exception {
    take(new byte[0], StoredBody.Kind.LOGS, NOW);

    assertThat(spool.files()).isZero();
    assertThat(sessions.areWaiting()).isFalse();
  }

  @Test
  void everyCutOfARealUploadIsReadOrRefused() throws Exception {
    byte[] logs = logs();
    for (int length = 0; length < logs.length; length++) {
      byte[] cut = Arrays.copyOf(logs, length);
      StoredBody body = StoredBody.of(NOW, InboxSource.LIVEKIT, StoredBody.Kind.LOGS, names++);
      assertThat(sessions.take(body, cut))
          .satisfiesAnyOf(
              why -> assertThat(why).isEmpty(),
              why -> assertThat(why).contains(QuarantineReason.MALFORMED));
    }
  }

  @Test
  void jsonOfTheJavaScriptAgentsIsReadAlike() throws Exception {
    String json =
        """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"job_id","value":{"stringValue":"AJ_js"}}]},
          "scopeLogs":[{"scope":{"name":"chat_history"},"logRecords":[{"body":{"stringValue":
          "session report"},"attributes":[{"key":"usage","value":{"arrayValue":{"values":[{"kvlistValue":
          {"values":[{"key":"input_tokens","value":{"intValue":"1800"}}]}}]}}}]}]},
          {"scope":{"name":"evaluations"},"logRecords":[{"body":{"stringValue":"outcome"},"attributes":
          [{"key":"outcome","value":{"kvlistValue":{"values":[{"key":"outcome","value":
          {"stringValue":"fail"}}]}}}]}]}]}]}
        """;

    take(json.getBytes(UTF_8), StoredBody.Kind.JSONLOGS, NOW);
    sessions.deliverDue(NOW + 30_000);

    JsonNode report = JSON.readTree(calls.resolve("AJ_js/session_report.json").toFile());
    assertThat(report.path("usage").path(0).path("input_tokens").asInt()).isEqualTo(1_800);
    assertThat(report.path("outcome").asText()).isEqualTo("fail");
  }

  private JsonNode report() throws IOException {
    try (Stream<Path> folders = Files.list(calls)) {
      assertThat(folders).containsExactly(calls.resolve(JOB));
    }
    return JSON.readTree(calls.resolve(JOB).resolve("session_report.json").toFile());
  }

  private void take(byte[] content, StoredBody.Kind kind, long at) throws IOException {
    StoredBody body = StoredBody.of(at, InboxSource.LIVEKIT, kind, names++);
    spool.put(body, content);
    assertThat(sessions.take(body, content)).isEmpty();
  }

  private static byte[] recording() throws Exception {
    byte[] form = Files.readAllBytes(CAPTURED.resolve("recording.form"));
    Map<String, byte[]> parts =
        FormParts.read(new ByteArrayInputStream(form), TYPE, RecordingParts.NAMES, 1 << 20);
    assertThat(parts).containsOnlyKeys("header", "chat_history");
    return RecordingParts.write(parts);
  }

  private static byte[] logs() throws IOException {
    return Files.readAllBytes(CAPTURED.resolve("logs.binpb"));
  }
}
