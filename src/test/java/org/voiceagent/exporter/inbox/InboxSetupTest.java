package org.voiceagent.exporter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.WebAccess;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.web.TrustedServers;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** How an operator turns the inbox on, and what is said about mistakes. */
final class InboxSetupTest {
  @TempDir Path folder;

  @Test
  void withoutASourceThereIsNoInbox() throws IOException {
    String yaml = "http: {inbox: {listen: \"127.0.0.1:0\", sources: {}}}\n";
    try (Daemon daemon = Daemons.start(Daemons.config(folder, yaml))) {
      assertThat(daemon.inboxPort()).isEmpty();
      assertThat(folder.resolve("state/inbox")).doesNotExist();
    }
  }

  @Test
  void itMayEncryptItself() throws Exception {
    Certificates.selfSigned("ec", folder.resolve("tls.key"), folder.resolve("tls.crt"));
    Path web =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n");
    try (RunningInbox inbox = RunningInbox.start(folder, "web_config: " + web, "")) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(TrustedServers.of(folder.resolve("tls.crt"))).build();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + inbox.port() + "/inbox/generic"))
              .header("Authorization", "Bearer " + RunningInbox.GENERIC_SECRET)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"call_uuid\":\"t-1\",\"duration_seconds\":3}"))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      inbox.counted(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{sources: {twilio: {secret_file: x}}}', 'exporter.yml:1', 'unknown key'",
    "'{sources: {vapi: {}}}', 'exporter.yml:1', 'is required'",
    "'{max_body_bytes: 5, sources: {}}', 'exporter.yml:1', 'between 1024'",
    "'{listen: everywhere, sources: {}}', 'exporter.yml:1', 'expected host:port'",
    "'{sources: {vapi: {secret_file: nowhere}}}', 'nowhere', 'cannot be read'",
    "'{sources: {vapi: {secret_file: EMPTY}}}', 'empty', 'it holds no secret'",
    "'{sources: {livekit: {secret_file: PLAIN}}}', 'plain', 'each line must be <API key>'",
    "'{web_config: USERS, sources: {vapi: {secret_file: PLAIN}}}', 'users', 'has no place in'"
  })
  void mistakesAreNamedWithTheirFile(String inbox, String where, String why) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "# nothing yet\n");
    Path plain = Files.writeString(folder.resolve("plain"), "a-secret\n");
    Path users =
        Files.writeString(
            folder.resolve("users"),
            "basic_auth_users: {anna:"
                + " $2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG}\n");
    String yaml =
        inbox
            .replace("EMPTY", empty.toString())
            .replace("PLAIN", plain.toString())
            .replace("USERS", users.toString());
    Path file = Files.writeString(folder.resolve("exporter.yml"), "http: {inbox: " + yaml + "}\n");
    Problems problems = new Problems();

    ExporterConfig config = ExporterConfig.load(file, problems);
    if (problems.none()) {
      WebAccess.load(config, problems);
    }

    List<String> said = problems.list().stream().map(Problem::toString).toList();
    assertThat(said).anySatisfy(line -> assertThat(line).contains(where).contains(why));
  }

  @Test
  void aSessionsFolderThatCannotBeWrittenKeepsItFromStarting() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
    Path calls = Files.createDirectory(folder.resolve("calls"));
    Files.setPosixFilePermissions(calls, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> RunningInbox.start(folder, "", "").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("may not write to the sessions folder");
  }
}
