package org.voiceagent.exporter.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Out of the folder of calls, and around the passwords, by the way a path is written. */
final class PathAttacksTest {
  @TempDir static Path temp;
  private static ProtectedDaemon daemon;

  @BeforeAll
  static void start() throws IOException {
    daemon = ProtectedDaemon.plain(temp).ready();
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("metrics.json"), "{\"turns\":99}");
    Files.writeString(
        outside.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"outside\"}\n");
    Files.createSymbolicLink(temp.resolve("calls").resolve("linked"), outside);
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/calls/../outside/transcript",
        "/calls/..%2foutside/transcript",
        "/calls/..%252foutside/transcript",
        "/calls/%2e%2e%2foutside/transcript",
        "/calls/%2e%2e/outside/transcript",
        "/calls/..%5coutside/transcript",
        "/calls/..\\outside/transcript",
        "/calls/%c0%ae%c0%ae%c0%afoutside/transcript",
        "/calls/%e0%80%ae%e0%80%ae/outside/transcript",
        "/calls/%uff0e%uff0e/outside/transcript",
        "/calls/1761449250.2163%00/transcript",
        "/calls/1761449250.2163%2f..%2f..%2foutside/transcript",
        "/calls/./1761449250.2163/transcript",
        "/calls//etc/passwd",
        "/calls/linked/transcript",
        "//outside/transcript",
        "/../../../../etc/passwd",
        "/style.css/../../web.yml",
        "/web.yml",
        "/.git/config",
      })
  void traversal(String path) {
    String answer = daemon.get(path, ProtectedDaemon.ANNA);

    assertThat(answer)
        .matches("(?s)(HTTP/1.1 (400|401|404|421) .*)?")
        .doesNotContain("\"text\"", "root:", "basic_auth_users", temp.toString());
  }

  /** The page is found and protected by the same reading of the path, however it is written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/calls",
        "/%63alls",
        "/c%61lls/1761449250.2163/transcript",
        "/calls/1761449250.2163/transcript?",
        "/calls/1761449250.2163/transcript#x",
        "/calls/1761449250%2e2163/%74ranscript",
        "/CALLS/1761449250.2163/transcript",
        "/metrics/../calls",
        "/-/healthy/../../calls/1761449250.2163/transcript",
        "/metrics;/calls",
        "//calls/1761449250.2163/transcript",
        "http://localhost/calls/1761449250.2163/transcript",
        "/feedback/latest",
        "/%66eedback/latest",
      })
  void passwordByAnotherSpelling(String path) {
    String answer = daemon.get(path);

    assertThat(answer).matches("(?s)(HTTP/1.1 (400|401|404|421) .*)?").doesNotContain("turns");
  }

  @Test
  void directoryListing() {
    for (String path : new String[] {"/calls/", "/feedback", "/feedback/", "/-/", "/docs/"}) {
      assertThat(daemon.get(path, ProtectedDaemon.ANNA))
          .startsWith("HTTP/1.1 404 ")
          .doesNotContain(ProtectedDaemon.CALL);
    }
  }
}
