package org.voiceagent.exporter.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.LogLines;

/** What is written into a folder or an address comes out as text, wherever it comes out. */
final class InjectionAttacksTest {
  /** What only a hostile text would bring into a page. */
  private static final String[] MARKUP = {"<script", "<img", "<b>", "style=", "onerror=alert(1)>"};

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "x\"} 1\nai_agent_calls_total{pipeline_name=\"forged\"} 999",
          "x\r\nSet-Cookie: forged=1\r\n\r\n<b>",
          "\u001b[31mred\u001b[0m\nforged log line");

  @TempDir Path temp;
  private LogLines log;
  private ProtectedDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    log = LogLines.of("org.voiceagent.exporter");
    daemon = ProtectedDaemon.plain(temp);
    int number = 0;
    for (String text : HOSTILE) {
      ObjectMapper json = new ObjectMapper();
      String summary =
          json.writeValueAsString(
              Map.of(
                  "pipeline_name", text,
                  "provider_id", text,
                  "model_variant", text,
                  "outcome", text,
                  "error_message", text,
                  "turns", text));
      String line = json.writeValueAsString(Map.of("role", "user", "text", text));
      daemon.drop("hostile-" + number++, summary, line);
    }
    String all = "sessions_ingested_total " + (HOSTILE.size() + 1) + ".0";
    await().until(() -> daemon.get("/metrics").contains(all));
  }

  @AfterEach
  void stop() {
    daemon.close();
    log.close();
  }

  @Test
  void labels() {
    String page = daemon.get("/metrics");

    assertThat(page.lines())
        .noneMatch(line -> line.startsWith("ai_agent_calls_total{pipeline_name=\"forged\""));
    assertThat(page).doesNotContainIgnoringCase("\nset-cookie:");
  }

  @Test
  void html() {
    for (int i = 0; i < HOSTILE.size(); i++) {
      for (String path :
          List.of("/calls", "/calls/hostile-" + i, "/calls/hostile-" + i + "/transcript")) {
        String page =
            daemon.send(
                "GET "
                    + path
                    + " HTTP/1.1\r\nAccept: text/html\r\nConnection: close\r\n"
                    + ProtectedDaemon.head(ProtectedDaemon.ANNA)
                    + "\r\n");
        assertThat(page).startsWith("HTTP/1.1 200 ").contains("<!DOCTYPE html>");
        assertThat(withoutOwnScript(page)).doesNotContain(MARKUP);
      }
    }
  }

  /** The one script that each page has, and no other. */
  private static String withoutOwnScript(String page) {
    return page.replaceFirst("<script src=\"/page\\.js\" defer=\"defer\"></script>", "");
  }

  @Test
  void logLines() {
    daemon.get("/calls/%0aforged%20log%20line", ProtectedDaemon.ANNA);
    daemon.get("/calls/x%1b%5b31m?limit=%0aforged", "an\nna:forged");
    ProtectedDaemon.head("x");

    assertThat(log.lines())
        .noneMatch(line -> line.contains("\n") || line.contains("\u001b") || line.contains("\r"))
        .noneMatch(line -> line.startsWith("forged"));
  }

  @Test
  void addressesAreNotEchoedAsMarkup() {
    for (String text : HOSTILE) {
      String encoded = java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
      for (String path : List.of("/calls/" + encoded, "/calls?limit=" + encoded, "/" + encoded)) {
        for (String media : List.of("text/html", "application/json")) {
          String answer =
              daemon.send(
                  "GET "
                      + path
                      + " HTTP/1.1\r\nAccept: "
                      + media
                      + "\r\nConnection: close\r\n"
                      + ProtectedDaemon.head(ProtectedDaemon.ANNA)
                      + "\r\n");
          assertThat(answer)
              .containsIgnoringCase("content-type: " + media)
              .containsIgnoringCase("content-security-policy: default-src 'none'")
              .doesNotContainIgnoringCase("\nset-cookie:")
              .doesNotContain("\u001b");
          if (media.equals("text/html")) {
            assertThat(withoutOwnScript(answer)).doesNotContain(MARKUP);
          }
        }
      }
    }
  }
}
