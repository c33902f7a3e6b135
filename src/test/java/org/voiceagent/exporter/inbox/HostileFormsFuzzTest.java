package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/** Whatever a sender posts is read, or refused with the exception that says so. */
final class HostileFormsFuzzTest {

  @FuzzTest
  void batchesOfLogRecordsAreReadOrRefused(byte[] data) {
    try {
      assertThat(OtlpLogs.ofProtobuf(data)).allSatisfy(log -> assertThat(log.job()).isNotNull());
    } catch (IOException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
    try {
      assertThat(OtlpLogs.ofJson(data)).allSatisfy(log -> assertThat(log.job()).isNotNull());
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotNull();
    }
  }

  @FuzzTest
  void headersOfRecordingsAreReadOrRefused(byte[] data) {
    try {
      LiveKitRecording read = LiveKitRecording.of(Map.of(RecordingParts.HEADER, data));
      assertThat(read.report()).isNotNull();
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotNull();
    }
  }

  @FuzzTest
  void formsAreReadOrRefused(byte[] data) throws IOException {
    String form = "--b\r\nContent-Disposition: form-data; name=\"header\"\r\n\r\n";
    byte[] body = (form + new String(data, ISO_8859_1) + "\r\n--b--\r\n").getBytes(ISO_8859_1);
    try {
      Map<String, byte[]> parts =
          FormParts.read(
              new ByteArrayInputStream(body),
              "multipart/form-data; boundary=b",
              Set.of("header"),
              1_000);
      assertThat(parts.values()).allMatch(part -> part.length <= 1_000);
      assertThat(RecordingParts.read(RecordingParts.write(parts)).keySet())
          .isEqualTo(parts.keySet());
    } catch (RequestRefused refused) {
      assertThat(refused.status()).isIn(400, 413);
    }
  }

  @FuzzTest
  void idsLeadNowhereButToAFolder(byte[] data) {
    if (ReportIdentity.of(InboxSource.GENERIC, data) instanceof ReportIdentity.OfCall of) {
      assertThat(CallId.parse(of.call().value())).contains(of.call());
    }
    assertThat(JsonValues.count(data)).isNotNegative();
  }
}
