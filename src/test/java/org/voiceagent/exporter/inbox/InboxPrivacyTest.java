package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.testing.WebhookSender;

/** What is sent is redacted, kept no longer than agreed, and forgotten wherever it lies. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class InboxPrivacyTest {
  private static final String CARD = "4111 1111 1111 1111";

  @TempDir Path folder;

  @Test
  void withRedactionOnIngestNothingPlantedStaysAndWhatCannotBeUsedIsNotKept() throws Exception {
    try (RunningInbox inbox = RunningInbox.start(folder, "", "redaction: {redact: on_ingest}\n")) {
      send(
          inbox,
          """
          {"event":"call_ended","call":{"call_id":"r-1","from_number":"+4915112345678",
           "duration_ms":42000,"transcript_object":[{"role":"user","content":"my card is %s"}]}}\
          """
              .formatted(CARD));
      send(inbox, "{\"call\":{\"transcript\":\"my card is " + CARD + "\"}}");
      inbox.counted(1);

      await().atMost(Duration.ofSeconds(30)).until(() -> filesWith(CARD).isEmpty());
      assertThat(filesWith("15112345678")).isEmpty();
      assertThat(inbox.quarantine()).hasSize(1);
      assertThat(folder.resolve("state/inbox/quarantine").resolve(inbox.quarantine().get(0)))
          .isEmptyFile();
      assertThat(inbox.call("r-1").resolve("retell_call.json")).content().contains("[CARD]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"r-77", "+4915112345678"})
  void forgettingACallReachesWhatIsSetAsideAndItsFolder(String id) throws Exception {
    try (RunningInbox inbox = RunningInbox.start(folder, "", "")) {
      send(inbox, "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"" + id + "\",\"turns\":3}}");
      inbox.counted(1);
      send(inbox, "{\"call\":{\"call_id\":\"" + id + "\"}}");
      send(inbox, "{\"call\":{\"call_id\":\"another\"}}");
      await().until(() -> inbox.quarantine().size() == 2);

      ControlAnswer answer =
          new ControlChannel(folder.resolve("state"))
              .ask(
                  new ControlRequest.ForgetCall(id),
                  new ControlChannel.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20)),
                  new SecureRandom());

      assertThat(answer.status()).as(answer.text()).isZero();
      assertThat(filesWith(id)).isEmpty();
      assertThat(inbox.quarantine()).hasSize(1);
    }
  }

  @Test
  void quarantineKeepsTheNewestWithinItsSizeAndAge() throws Exception {
    Instant now = Instant.parse("2026-11-30T12:00:00Z");
    BodyFolder aside = BodyFolder.open(folder.resolve("quarantine"));
    Quarantine quarantine =
        new Quarantine(
            aside,
            new Quarantine.Keeping(true, 250, Optional.of(Duration.ofDays(30))),
            InboxMeter.NONE);
    for (int days : new int[] {40, 3, 2, 1}) {
      StoredBody body =
          StoredBody.of(
              now.minus(Duration.ofDays(days)).toEpochMilli(),
              InboxSource.VAPI,
              StoredBody.Kind.REPORT,
              days);
      quarantine.add(body, new byte[100], QuarantineReason.NOT_JSON);
    }

    quarantine.trim(now);

    assertThat(aside.all())
        .extracting(body -> body.receivedMillis())
        .containsExactly(
            now.minus(Duration.ofDays(2)).toEpochMilli(),
            now.minus(Duration.ofDays(1)).toEpochMilli());
    assertThat(aside.bytes()).isEqualTo(200);
    assertThat(BodyFolder.open(folder.resolve("quarantine")).bytes()).isEqualTo(200);
  }

  private static void send(RunningInbox inbox, String body) throws Exception {
    Map<String, String> signed = WebhookSender.retell(RunningInbox.RETELL_KEY, body, Instant.now());
    assertThat(inbox.sender.status("/inbox/retell", signed, body)).isEqualTo(200);
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains(text) || holds(file, text))
          .toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(text);
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }
}
