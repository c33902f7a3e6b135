package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.CallerNumber;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.forget.Receipts;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.StateSecret;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MemoryTotals;
import org.voiceagent.exporter.yaml.Problems;

/** The daemon forgets calls: nothing of them is left in any byte it keeps or answers. */
final class ForgetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET_CALL = "1761449250.777001";
  private static final String OTHER_CALL = "1761449251.777002";
  private static final List<String> PAGES =
      List.of(
          "/metrics",
          "/calls",
          "/feedback/latest?limit=100",
          "/feedback/open",
          "/feedback/effects",
          "/feedback/summary",
          "/calls/" + OTHER_CALL);

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Daemon daemon;

  @AfterEach
  void stop() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void nothingOfAForgottenCallIsLeftAnywhereAndTotalsStay() throws Exception {
    start();
    drop(SECRET_CALL, "+49 30 901820");
    drop(OTHER_CALL, "+49 30 901821");
    awaitCounted(2);
    String before = totals();
    assertThat(get("/metrics", true)).contains(SECRET_CALL);

    ControlAnswer answer = ask(new ControlRequest.ForgetCall(SECRET_CALL));

    assertThat(answer.status()).as(answer.text()).isZero();
    JsonNode receipt = JSON.readTree(answer.text());
    assertThat(receipt.path("was_counted").asBoolean()).isTrue();
    assertThat(receipt.path("deleted_files").findValuesAsText("name"))
        .containsExactlyInAnyOrder("metrics.json", "transcript.jsonl");
    assertThat(answer.text()).doesNotContain(SECRET_CALL);
    assertNothingIsLeft(SECRET_CALL);
    assertThat(totals()).isEqualTo(before);
    assertThat(Receipts.existing(temp.resolve("state")).orElseThrow().size())
        .as("one receipt, whatever other ids the call may have")
        .isEqualTo(1);
    assertThat(status("/calls/" + SECRET_CALL)).isEqualTo(404);
    assertThat(status("/calls/" + SECRET_CALL + "/transcript")).isEqualTo(404);

    restart();
    assertThat(totals()).isEqualTo(before);
    assertNothingIsLeft(SECRET_CALL);
    assertThat(get("/calls/" + OTHER_CALL, false)).contains(OTHER_CALL);
    assertThat(ask(new ControlRequest.ForgetCall(SECRET_CALL)).status()).isEqualTo(1);
  }

  @Test
  void aCallUnderLegalHoldIsForgottenOnlyOnceItIsReleased() throws Exception {
    start();
    drop(SECRET_CALL, "+49 30 901820");
    drop(OTHER_CALL, "+49 30 901820");
    awaitCounted(2);
    String hash = hashOf(SECRET_CALL);
    assertThat(ask(new ControlRequest.Hold(SECRET_CALL, " ")).status()).isEqualTo(2);
    assertThat(ask(new ControlRequest.Hold(SECRET_CALL, "case 7")).status()).isZero();

    ControlAnswer refused = ask(new ControlRequest.ForgetCall(SECRET_CALL));
    ControlAnswer ofCaller = ask(new ControlRequest.ForgetCaller(hash));

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.text()).startsWith("Under legal hold and not forgotten: " + SECRET_CALL);
    assertThat(ofCaller.status()).isEqualTo(1);
    assertThat(ofCaller.text()).contains("Under legal hold and not forgotten: " + SECRET_CALL);
    assertThat(temp.resolve("calls").resolve(SECRET_CALL)).exists();
    assertThat(temp.resolve("calls").resolve(OTHER_CALL)).doesNotExist();
    assertThat(ask(new ControlRequest.Release(SECRET_CALL)).status()).isZero();
    assertThat(ask(new ControlRequest.Release(SECRET_CALL)).status()).isEqualTo(1);
    assertThat(ask(new ControlRequest.ForgetCall(SECRET_CALL)).status()).isZero();
    assertNothingIsLeft(SECRET_CALL);
  }

  @Test
  void forgottenCallThatComesBackIsRemovedAndNotCounted() throws Exception {
    start();
    drop(SECRET_CALL, "+49 30 901820");
    awaitCounted(1);
    assertThat(ask(new ControlRequest.ForgetCall(SECRET_CALL)).status()).isZero();
    String before = totals();

    drop(SECRET_CALL, "+49 30 901820");

    Path folder = temp.resolve("calls").resolve(SECRET_CALL);
    await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(folder));
    assertThat(totals()).isEqualTo(before);
    assertThat(get("/metrics", false))
        .contains("voice_agent_exporter_sessions_rejected_total{reason=\"forgotten\",} 1");
    assertNothingIsLeft(SECRET_CALL);
  }

  @Test
  void callersAreKnownByAHashOnlyAndForgottenByIt() throws Exception {
    start();
    drop("caller-a1", "+49 (30) 9018-2001");
    drop("caller-a2", "004930 90182001");
    drop("caller-b1", "+49 30 90182002");
    awaitCounted(3);
    String hash = hashOf("caller-a1");
    assertThat(hash).matches("[0-9a-f]{16}").isEqualTo(hashOf("caller-a2"));
    assertThat(hashOf("caller-b1")).isNotEqualTo(hash);
    for (String page : PAGES) {
      assertThat(get(page, true)).doesNotContain("90182001").doesNotContain("9018-2001");
    }
    assertThat(get("/metrics", true)).doesNotContain(hash);
    assertThat(Grep.filesWith(temp.resolve("state"), "90182001")).isEmpty();

    ControlAnswer answer = ask(new ControlRequest.ForgetCaller(hash));

    assertThat(answer.status()).as(answer.text()).isZero();
    assertThat(status("/calls/caller-a1")).isEqualTo(404);
    assertThat(status("/calls/caller-a2")).isEqualTo(404);
    assertThat(status("/calls/caller-b1")).isEqualTo(200);
    assertNothingIsLeft("caller-a");
    assertThat(ask(new ControlRequest.ForgetCaller(hash)).status()).isEqualTo(1);
    assertThat(Receipts.open(temp.resolve("state"), new SecureRandom()).problems()).isEmpty();
  }

  @Test
  void severalHashesOfOneNumberAreForgottenAtOnce() throws Exception {
    start();
    drop("caller-a1", "+44 20 7946 0958");
    drop("caller-a2", "020 7946 0958");
    drop("caller-a3", "sip:00442079460958@example.com");
    drop("caller-b1", "+44 20 7946 0959");
    awaitCounted(4);
    CallerHashing callers =
        CallerHashing.with(StateSecret.read(temp.resolve("state"), Daemon.CALLER_SALT));
    String hashes =
        CallerNumber.parse("+442079460958", "").orElseThrow().forms().stream()
            .flatMap(form -> callers.of(form).stream())
            .collect(Collectors.joining(","));

    ControlAnswer answer = ask(new ControlRequest.ForgetCaller(hashes));

    assertThat(answer.status()).as(answer.text()).isZero();
    assertNothingIsLeft("caller-a");
    assertThat(status("/calls/caller-b1")).isEqualTo(200);
    assertThat(ask(new ControlRequest.ForgetCaller(hashes + ",x")).status()).isEqualTo(2);
  }

  @Test
  void whileNoDaemonRunsAnotherConfigurationKeepsWhatTheLedgerRemembers() throws Exception {
    start();
    for (int call = 0; call < 5; call++) {
      drop("kept-" + call, "+49 30 901820");
    }
    awaitCounted(5);
    daemon.close();
    daemon = null;
    Path file = temp.resolve("other.yml");
    Files.writeString(file, "history: {calls_of_each: 1, calls: 1}\n");
    Problems problems = new Problems();
    ExporterConfig other =
        ExporterConfig.load(file, problems)
            .at(temp.resolve("calls"), temp.resolve("state"), new ListenAddress("127.0.0.1", 0));
    assertThat(problems.list()).isEmpty();

    ControlAnswer answer =
        ForgettingAtRest.answer(
            other, new ControlRequest.ForgetCall("kept-0"), "test", InstantSource.system());

    assertThat(answer.status()).as(answer.text()).isZero();
    CallHistory history = new CallHistory(100, 100);
    try (CountedCalls ledger =
        CountedCalls.open(
            temp.resolve("state"),
            LedgerSettings.defaults(),
            new MemoryTotals(),
            new CallNotes(history, CallNames.asTheyAre()),
            LedgerMeter.NONE)) {
      assertThat(ledger.isCounted(new CallId("kept-1"))).isTrue();
      assertThat(history.all()).hasSize(4);
    }
  }

  @Test
  void secretsAreForTheOwnersEyesOnly() throws Exception {
    start();
    drop(SECRET_CALL, "+49 30 901820");
    awaitCounted(1);
    assertThat(ask(new ControlRequest.ForgetCall(SECRET_CALL)).status()).isZero();
    try (Stream<Path> files = Files.walk(temp.resolve("state"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.contains("receipt") || name.endsWith(".json") || name.endsWith(".salt")) {
          String wanted = Files.isDirectory(file) ? "rwx------" : "rw-------";
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(name)
              .isEqualTo(wanted);
        }
      }
    }
  }

  private void start() throws IOException {
    daemon = Daemons.start(Daemons.config(temp, ""));
    await().atMost(Duration.ofSeconds(20)).until(() -> status("/-/ready") == 200);
  }

  private void restart() throws IOException {
    daemon.close();
    start();
  }

  private void drop(String id, String caller) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("aside").resolve(id));
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        "{\"role\":\"user\",\"text\":\"hello\"}\n{\"role\":\"agent\",\"text\":\"hi\"}\n");
    Path aside = folder.resolve("metrics.tmp");
    Files.writeString(
        aside,
        "{\"caller_id\":\""
            + caller
            + "\",\"duration_seconds\":41,\"outcome\":\"completed\",\"turns\":2}");
    Files.move(aside, folder.resolve("metrics.json"));
    Files.move(folder, temp.resolve("calls").resolve(id));
  }

  private void awaitCounted(int calls) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/metrics", false).contains("sessions_ingested_total " + calls));
  }

  private String totals() throws Exception {
    return String.join(
        "\n",
        get("/metrics", false)
            .lines()
            .filter(line -> line.startsWith("ai_agent_call") && !line.contains("call_uuid"))
            .toList());
  }

  private void assertNothingIsLeft(String text) throws Exception {
    assertThat(Grep.filesWith(temp, text)).isEmpty();
    for (String page : PAGES) {
      assertThat(get(page, true)).as(page).doesNotContain(text);
    }
  }

  private String hashOf(String call) throws Exception {
    return JSON.readTree(get("/calls/" + call, false)).at("/call/caller_hash").asText();
  }

  private ControlAnswer ask(ControlRequest request) throws Exception {
    ControlChannel.Patience patience =
        new ControlChannel.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
    return new ControlChannel(temp.resolve("state")).ask(request, patience, new SecureRandom());
  }

  private String get(String path, boolean exemplars) throws Exception {
    return send(path, exemplars).body();
  }

  private int status(String path) throws Exception {
    return send(path, false).statusCode();
  }

  private HttpResponse<String> send(String path, boolean exemplars)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path));
    if (exemplars) {
      request.header("Accept", "application/openmetrics-text, application/json");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
