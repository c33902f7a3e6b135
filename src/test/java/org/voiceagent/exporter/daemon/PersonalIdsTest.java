package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * A call whose folder is named by a person is counted, shown, found and forgotten by a short form.
 */
final class PersonalIdsTest {
  private static final List<String> PERSONAL = List.of("+4915112345678", "alice@example.com");
  private static final String CHANNEL = "1761449250.2163";
  private static final Pattern SHORT = Pattern.compile("call-[0-9a-f]{16}");

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
  void noPageAndNoStateHoldsAPersonsNumberAndTheCallIsFoundAndForgotten() throws Exception {
    start("auto");
    for (String folder : PERSONAL) {
      drop(folder);
    }
    drop(CHANNEL);
    Path going = Files.createDirectories(temp.resolve("calls").resolve("+4915112345679"));
    Files.writeString(
        going.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hello\"}\n");
    awaitCounted(3);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> send("/calls").body().contains("last_sign_at"));
    for (String path : List.of("/metrics", "/calls", "/feedback/latest?limit=9", "/")) {
      for (String media : List.of("text/html", "application/openmetrics-text", "*/*")) {
        assertThat(send(path, media).body()).doesNotContain("15112345678", "alice", "15112345679");
      }
    }
    assertThat(send("/calls").body()).contains(CHANNEL);
    Matcher shortForm = SHORT.matcher(send("/feedback/latest?limit=9").body());
    assertThat(shortForm.find()).isTrue();
    assertThat(send("/calls/" + shortForm.group()).statusCode()).isEqualTo(200);
    assertThat(send("/calls/" + shortForm.group() + "/transcript").statusCode()).isEqualTo(200);
    for (String folder : PERSONAL) {
      String encoded = URLEncoder.encode(folder, StandardCharsets.UTF_8);
      assertThat(send("/calls/" + encoded).statusCode()).isEqualTo(404);
      assertThat(send("/calls/" + encoded + "/transcript").statusCode()).isEqualTo(404);
    }

    ControlAnswer plan = ask(new ControlRequest.Purge(true, true));
    assertThat(plan.text()).contains("folders").doesNotContain("15112345678", "alice");

    daemon.close();
    assertThat(Grep.filesWith(temp.resolve("state"), "15112345678")).isEmpty();
    assertThat(Grep.filesWith(temp.resolve("state"), "alice")).isEmpty();
    start("auto");
    awaitCounted(3);
    assertThat(send("/calls/" + shortForm.group()).statusCode()).as("after a start").isEqualTo(200);

    ControlAnswer answer = ask(new ControlRequest.ForgetCall("+4915112345678"));

    assertThat(answer.status()).as(answer.text()).isZero();
    assertThat(answer.text()).doesNotContain("15112345678");
    assertThat(temp.resolve("calls").resolve("+4915112345678")).doesNotExist();
    assertThat(ask(new ControlRequest.ForgetCall("+4915112345678")).status()).isEqualTo(1);
    assertThat(counted()).isEqualTo(3);
    drop("+4915112345678");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !Files.exists(temp.resolve("calls").resolve("+4915112345678")));
    assertThat(counted()).isEqualTo(3);
  }

  @Test
  void changedSettingCountsNoCallTwice() throws Exception {
    start("shown");
    drop("alice@example.com");
    drop(CHANNEL);
    awaitCounted(2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> send("/metrics", "application/openmetrics-text").body().contains("alice"));
    assertThat(send("/calls/alice@example.com").statusCode()).isEqualTo(200);
    int calls = 2;
    for (String setting : List.of("auto", "keyed", "shown")) {
      daemon.close();
      start(setting);
      assertThat(counted()).as(setting).isEqualTo(calls);
      if (!setting.equals("shown")) {
        assertThat(send("/metrics", "application/openmetrics-text").body()).doesNotContain("alice");
      }
      drop("bob-" + setting + "@example.com");
      calls++;
      awaitCounted(calls);
    }
  }

  private ControlAnswer ask(ControlRequest request) throws Exception {
    ControlChannel.Patience patience =
        new ControlChannel.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
    return new ControlChannel(temp.resolve("state")).ask(request, patience, new SecureRandom());
  }

  private void start(String setting) throws IOException {
    String yaml =
        "series: {call_id: " + setting + "}\nretention: {max_calls: 1, first_sweep_after: 365d}\n";
    daemon = Daemons.start(Daemons.config(temp, yaml));
    await().atMost(Duration.ofSeconds(20)).until(() -> send("/-/ready").statusCode() == 200);
  }

  private void drop(String id) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("aside").resolve(id));
    Files.writeString(folder.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hi\"}\n");
    Files.writeString(
        folder.resolve("metrics.json"),
        "{\"call_uuid\":\"" + id + "\",\"duration_seconds\":41,\"outcome\":\"completed\"}");
    Files.move(folder, temp.resolve("calls").resolve(id));
  }

  private void awaitCounted(double calls) {
    await().atMost(Duration.ofSeconds(20)).until(() -> counted() == calls);
  }

  private double counted() throws Exception {
    return MetricsPage.of(send("/metrics").body()).sum("ai_agent_calls_total");
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return send(path, "*/*");
  }

  private HttpResponse<String> send(String path, String media)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
            .header("Accept", media)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
