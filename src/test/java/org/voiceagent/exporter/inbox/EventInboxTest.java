package org.voiceagent.exporter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.testing.Daemons;

/** Events that are sent are on disk, in the folder of event files, before they are answered. */
final class EventInboxTest {
  private static final String LINE = "{\"event\":\"ui\",\"ts\":\"2025-11-30T12:00:00Z\"}";
  private static final String PAGE = "https://app.example.com";

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Daemon daemon;

  @BeforeEach
  void start() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "server-secret");
    daemon =
        Daemons.start(
            Daemons.config(
                temp,
                """
                events: %s
                http:
                  inbox:
                    listen: 127.0.0.1:0
                    max_body_bytes: 100000
                    events:
                      secret_file: %s
                      origins: [%s]
                      max_requests_per_second: 3
                """
                    .formatted(temp.resolve("events"), secret, PAGE)));
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + daemon.inboxPort().orElseThrow() + EventInbox.PATH));
  }

  private HttpResponse<String> post(String type, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request().header("Content-Type", type).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private List<String> lines(String sender) throws IOException {
    Path folder = temp.resolve("events/inbox");
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(f -> f.getFileName().toString().startsWith(sender))
              .findFirst()
              .orElse(folder.resolve("none"));
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
  }

  @Test
  void aServerWithTheSecretMaySendLines() throws Exception {
    String two = LINE + "\n" + LINE;
    assertThat(
            post("application/x-ndjson", two, "Authorization", "Bearer server-secret").statusCode())
        .isEqualTo(200);
    assertThat(post("application/json", LINE, "X-API-Key", "server-secret").statusCode())
        .isEqualTo(200);
    assertThat(lines("servers")).containsExactly(LINE, LINE, LINE);
    assertThat(lines("browsers")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Basic c2VydmVyLXNlY3JldA==", "server-secret"})
  void aServerWithoutTheSecretMayNot(String authorization) throws Exception {
    assertThat(post("text/plain", LINE, "Authorization", authorization).statusCode())
        .isEqualTo(401);
    assertThat(post("text/plain", LINE).statusCode()).isEqualTo(401);
    assertThat(lines("servers")).isEmpty();
  }

  @Test
  void aBrowserOnAnAllowedPageMaySendAsABeaconDoes() throws Exception {
    HttpResponse<String> answer = post("text/plain;charset=UTF-8", LINE, "Origin", PAGE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    assertThat(lines("browsers")).containsExactly(LINE);
    assertThat(lines("servers")).isEmpty();
  }

  @Test
  void aBrowserMayAskBeforeItSendsLines() throws Exception {
    HttpRequest asking =
        request()
            .headers("Origin", PAGE, "Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(asking, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("Content-Type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://app.example.com", PAGE + ".evil.example"})
  void aPageOfAnotherOriginMayNotEvenWithTheSecret(String origin) throws Exception {
    HttpResponse<String> answer =
        post("text/plain", LINE, "Origin", origin, "Authorization", "Bearer server-secret");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(lines("browsers")).isEmpty();
  }

  @Test
  void aBrowserMaySendLittleAndNotOften() throws Exception {
    String large = "x".repeat(70_000);
    assertThat(post("text/plain", large, "Origin", PAGE).statusCode()).isEqualTo(413);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      refused += post("text/plain", LINE, "Origin", PAGE).statusCode() == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
    assertThat(lines("browsers")).hasSizeLessThan(60).isNotEmpty();
    assertThat(post("text/plain", LINE, "X-API-Key", "server-secret").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "application/x-www-form-urlencoded", ""})
  void otherContentIsRefused(String type) throws Exception {
    String named = type.isEmpty() ? "x" : type;
    assertThat(post(named, LINE, "X-API-Key", "server-secret").statusCode()).isEqualTo(415);
  }

  @Test
  void whatAKilledProcessLeftIsALineOfItsOwn() throws Exception {
    EventFolder folder = new EventFolder(temp.resolve("other"), 1 << 20);
    Instant now = Instant.parse("2025-11-30T12:10:00Z");
    folder.append(EventFolder.Sender.SERVERS, LINE.getBytes(StandardCharsets.UTF_8), now);
    Path file = temp.resolve("other/inbox/servers-2025-11-30T12.jsonl");
    Files.writeString(file, "{\"event", StandardOpenOption.APPEND);
    folder.append(EventFolder.Sender.SERVERS, LINE.getBytes(StandardCharsets.UTF_8), now);
    assertThat(Files.readString(file)).isEqualTo(LINE + "\n{\"event\n" + LINE + "\n");
  }

  @Test
  void aLinkInPlaceOfTheFileIsNotFollowed() throws Exception {
    EventFolder folder = new EventFolder(temp.resolve("other"), 1 << 20);
    folder.prepare();
    Path target = Files.writeString(temp.resolve("target"), "");
    Files.createSymbolicLink(temp.resolve("other/inbox/servers-2025-11-30T12.jsonl"), target);
    assertThatThrownBy(
            () ->
                folder.append(
                    EventFolder.Sender.SERVERS,
                    LINE.getBytes(StandardCharsets.UTF_8),
                    Instant.parse("2025-11-30T12:10:00Z")))
        .isInstanceOf(IOException.class);
    assertThat(target).isEmptyFile();
  }
}
