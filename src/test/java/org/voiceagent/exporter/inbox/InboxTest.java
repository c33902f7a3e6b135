package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.WebhookSender;

/** The inbox of a running daemon: real requests, real folders, calls that are counted. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class InboxTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/org/voiceagent/exporter/artifact/engine");

  @TempDir Path folder;
  private RunningInbox inbox;

  @BeforeEach
  void start() throws IOException {
    inbox = RunningInbox.start(folder, "max_body_bytes: 65536\nmax_request_time: 1s", "");
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void reportsOfEachVendorAreCountedAsIfTheyHadBeenDropped() throws Exception {
    String vapi = Files.readString(SAMPLES.resolve("vapi-end_of_call_report.json"));
    String retell = Files.readString(SAMPLES.resolve("retell-call_analyzed.json"));
    String elevenLabs =
        Files.readString(SAMPLES.resolve("elevenlabs-post_call_transcription.json"));
    String ours = "{\"call_uuid\":\"ours-1\",\"duration_seconds\":12,\"pipeline_name\":\"p\"}";
    Instant now = Instant.now();

    assertThat(
            Stream.of(
                status("vapi", WebhookSender.vapi(RunningInbox.VAPI_SECRET, vapi, now), vapi),
                status("retell", retellSignature(retell), retell),
                status(
                    "elevenlabs",
                    WebhookSender.elevenLabs(RunningInbox.ELEVENLABS_SECRET, elevenLabs, now),
                    elevenLabs),
                status("dograh", Map.of("X-API-Key", "dograh-secret"), ours),
                status(
                    "generic",
                    WebhookSender.standard(RunningInbox.GENERIC_SECRET, ours, now),
                    ours)))
        .containsOnly(200);

    inbox.counted(4);
    assertThat(inbox.scrape().sum("ai_agent_calls_total")).isEqualTo(4);
    assertThat(inbox.call("ours-1").resolve("metrics.json")).hasContent(ours);
    assertThat(inbox.scrape().sum("voice_agent_exporter_inbox_requests_total")).isEqualTo(5);
    assertThat(inbox.quarantine()).isEmpty();
  }

  @Test
  void theWebhookNodeThatWeShipForDograhIsCounted() throws Exception {
    String template =
        new ObjectMapper()
            .readTree(Path.of("integrations/dograh/webhook_node.json").toFile())
            .at("/data/payload_template")
            .toString();
    String body =
        template
            .replace("{{workflow_run_id}}", "77")
            .replace("{{call_time}}", "2026-11-30T10:00:00Z")
            .replace("{{cost_info.call_duration_seconds}}", "42")
            .replaceAll("\\{\\{[^}]*}}", "");

    assertThat(status("dograh", Map.of("X-API-Key", "dograh-secret"), body)).isEqualTo(200);

    inbox.counted(1);
    assertThat(inbox.call("dograh-77").resolve("metrics.json")).hasContent(body);
  }

  @Test
  void retriesReplaysAndAnOlderEventThatComesLateCountOnce() throws Exception {
    String ended = retell("call_ended", "r-1", "");
    String analyzed =
        retell("call_analyzed", "r-1", ",\"call_analysis\":{\"user_sentiment\":\"Positive\"}");

    send(ended);
    inbox.counted(1);
    send(analyzed);
    inbox.delivered();
    Map<String, String> once = retellSignature(ended);
    for (int i = 0; i < 3; i++) {
      assertThat(status("retell", once, ended)).isEqualTo(200);
    }
    inbox.delivered();

    assertThat(inbox.call("r-1").resolve("retell_call.json")).hasContent(analyzed);
    assertThat(inbox.scrape().sum("ai_agent_calls_total")).isEqualTo(1);
    assertThat(inbox.metric("delivered_total{source=\"retell\",result=\"repeated\"}")).isEqualTo(3);
  }

  @Test
  void eventsDuringACallAreTakenAndLeaveNothing() throws Exception {
    send("{\"event\":\"call_started\",\"call\":{\"call_id\":\"r-2\"}}");
    String status = "{\"message\":{\"type\":\"status-update\",\"call\":{\"id\":\"v-1\"}}}";
    assertThat(status("vapi", WebhookSender.bearer(RunningInbox.VAPI_SECRET), status))
        .isEqualTo(200);

    inbox.delivered();
    assertThat(folder.resolve("calls")).isEmptyDirectory();
    assertThat(inbox.quarantine()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "a/b",
        "..",
        ".hidden",
        "",
        " ",
        "a\\u0000b",
        "caf\\u00e9",
        "-x",
        "CON:|",
        "a%2fb"
      })
  void idsThatAreNoNamesOfFoldersAreSetAside(String id) throws Exception {
    send("{\"event\":\"call_ended\",\"call\":{\"call_id\":\"" + id + "\"}}");

    inbox.delivered();
    await().until(() -> inbox.quarantine().size() == 1);
    assertThat(inbox.quarantine().get(0)).matches(".*-retell-report-[0-9a-f]{16}-(bad|no)_call_id");
    assertThat(folder.resolve("calls")).isEmptyDirectory();
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("calls|state|exporter\\.yml|[a-z]+\\.secret"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'not JSON', not_json",
    "'[1,2]', not_json",
    "'{\"event\":\"call_ended\",\"call\":{}}', no_call_id",
    "'{\"call\":{\"call_id\":\"x\"}}', malformed",
    "'{\"event\":\"call_ended\",\"call\":{\"call_id\":\"x\"}} {}', not_json"
  })
  void bodiesThatCannotBeUsedAreKeptWithTheReason(String body, String reason) throws Exception {
    send(body);

    await().until(() -> inbox.quarantine().size() == 1 && inbox.spool().isEmpty());
    assertThat(inbox.quarantine().get(0)).endsWith("-" + reason);
    assertThat(folder.resolve("state/inbox/quarantine").resolve(inbox.quarantine().get(0)))
        .hasContent(body);
  }

  @Test
  void aFileWithTheNameOfTheCallsFolderDoesNotKeepOthersWaiting() throws Exception {
    Files.writeString(folder.resolve("calls/r-3"), "in the way");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("calls/r-4"), elsewhere);

    send(retell("call_ended", "r-3", ""));
    send(retell("call_ended", "r-4", ""));
    send(retell("call_ended", "r-5", ""));

    inbox.counted(1);
    assertThat(inbox.quarantine()).hasSize(2).allMatch(name -> name.endsWith("-blocked"));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void signaturesThatAreMissingWrongOldOrOfAnotherBodyAreRefused() throws Exception {
    String body = retell("call_ended", "r-6", "");
    Instant now = Instant.now();
    String key = RunningInbox.RETELL_KEY;

    assertThat(
            Stream.of(
                status("retell", Map.of(), body),
                status("retell", Map.of("x-retell-signature", "v=1,d=00"), body),
                status("retell", WebhookSender.retell("key_wrong", body, now), body),
                status("retell", WebhookSender.retell(key, body, now.minusSeconds(301)), body),
                status("retell", WebhookSender.retell(key, body, now.plusSeconds(400)), body),
                status("retell", WebhookSender.retell(key, body, now), body + " ")))
        .containsOnly(401);
    assertThat(inbox.spool()).isEmpty();
    assertThat(inbox.metric("requests_total{source=\"retell\",status=\"401\"}")).isEqualTo(6);
    assertThat(status("retell", WebhookSender.retell("key_old", body, now), body)).isEqualTo(200);
  }

  @Test
  void secretsAreReplacedWithoutARestart() throws Exception {
    String body = retell("call_ended", "r-7", "");
    Files.writeString(folder.resolve("retell.secret"), "key_new");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                status("retell", WebhookSender.retell("key_new", body, Instant.now()), body)
                    == 200);
    assertThat(status("retell", retellSignature(body), body)).isEqualTo(401);

    Files.delete(folder.resolve("retell.secret"));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                status("retell", WebhookSender.retell("key_new", body, Instant.now()), body)
                    == 200);
  }

  @Test
  void requestsThatTheInboxDoesNotTakeGetTheStatusOfTheContract() throws Exception {
    String body = retell("call_ended", "r-8", "");
    Map<String, String> signed = retellSignature(body);

    assertThat(inbox.sender.status("/inbox/unknown", signed, body)).isEqualTo(404);
    assertThat(inbox.sender.status("/inbox/livekit", signed, body)).isEqualTo(404);
    assertThat(inbox.sender.status("/metrics", signed, body)).isEqualTo(404);
    assertThat(status("retell", with(signed, "Content-Type", "text/plain"), body)).isEqualTo(415);
    assertThat(status("retell", with(signed, "Content-Encoding", "br"), body)).isEqualTo(415);
    String large = retell("call_ended", "r-8", ",\"x\":\"" + "y".repeat(70_000) + "\"");
    assertThat(status("retell", retellSignature(large), large)).isEqualTo(413);
    assertThat(raw("GET /inbox/retell HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: POST");
    assertThat(
            raw(
                "POST /inbox/retell HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "x-retell-signature: "
                    + signed.get("x-retell-signature")
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 411 ");
    assertThat(inbox.spool()).isEmpty();
    assertThat(folder.resolve("calls")).isEmptyDirectory();
  }

  @Test
  void compressedBodiesAreSignedAsSentAndStoredUnpacked() throws Exception {
    String body = "{\"call_uuid\":\"g-1\",\"duration_seconds\":3}";

    assertThat(
            inbox
                .sender
                .post("/inbox/generic", gzipHeaders(), gzip(body.getBytes(UTF_8)))
                .statusCode())
        .isEqualTo(200);
    inbox.counted(1);
    assertThat(inbox.call("g-1").resolve("metrics.json")).hasContent(body);

    byte[] bomb = gzip(new byte[50 << 20]);
    assertThat(bomb).hasSizeLessThan(65_536);
    assertThat(inbox.sender.post("/inbox/generic", gzipHeaders(), bomb).statusCode())
        .isEqualTo(413);
    assertThat(
            inbox.sender.post("/inbox/generic", gzipHeaders(), "no".getBytes(UTF_8)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBodyThatComesTooSlowlyIsCutOffAndOthersAreTakenMeanwhile() throws Exception {
    String body = retell("call_ended", "r-9", "");
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), inbox.port())) {
      OutputStream out = slow.getOutputStream();
      out.write(
          ("POST /inbox/retell HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                  + "x-retell-signature: "
                  + retellSignature(body).get("x-retell-signature")
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n{")
              .getBytes(UTF_8));
      send(body);

      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
    inbox.counted(1);
    await().until(() -> inbox.metric("requests_total{source=\"retell\",status=\"aborted\"}") == 1);
  }

  private void send(String body) throws Exception {
    assertThat(status("retell", retellSignature(body), body)).isEqualTo(200);
  }

  private int status(String source, Map<String, String> headers, String body) throws Exception {
    return inbox.sender.status("/inbox/" + source, headers, body);
  }

  private static Map<String, String> retellSignature(String body) {
    return WebhookSender.retell(RunningInbox.RETELL_KEY, body, Instant.now());
  }

  private static String retell(String event, String id, String more) {
    return """
    {"event":"%s","call":{"call_id":"%s","call_status":"ended","duration_ms":42000%s}}\
    """
        .formatted(event, id, more);
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> gzipHeaders() {
    return with(WebhookSender.bearer(RunningInbox.GENERIC_SECRET), "Content-Encoding", "gzip");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inbox.port())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
