package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.intake.Progress;

final class StatePagesTest {

  @Test
  void healthyAsSoonAsItListens() {
    try (RunningServer server = RunningServer.empty()) {
      server.progress = new Progress(0, 0, false);
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(server.get("/-/healthy").body()).isEqualTo("{\"healthy\":true}\n");
    }
  }

  @Test
  void readyOnceTheBacklogIsCountedAndUntilThenHowFarItIs() {
    try (RunningServer server = RunningServer.empty()) {
      server.progress = new Progress(0, 0, false);
      assertReady(
          server,
          503,
          "{\"error\":\"not ready: looking for existing calls\","
              + "\"ready\":false,\"done\":0,\"total\":0}\n");
      server.progress = new Progress(1200, 10000, false);
      assertReady(
          server,
          503,
          "{\"error\":\"not ready: 1200 of 10000 folders read\","
              + "\"ready\":false,\"done\":1200,\"total\":10000}\n");
      server.progress = new Progress(10000, 10000, true);
      assertReady(server, 200, "{\"ready\":true,\"done\":10000,\"total\":10000}\n");
    }
  }

  @Test
  void reloadIsRefusedUnlessEnabled() {
    try (RunningServer server = RunningServer.empty(false)) {
      HttpResponse<String> response = server.send("POST", "/-/reload");
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).startsWith("{\"error\":\"reloading over HTTP is disabled;");
      assertThat(server.reloads).hasValue(0);
    }
  }

  @Test
  void reloadAppliesWhatChanged() {
    try (RunningServer server = RunningServer.empty(true)) {
      HttpResponse<String> response = server.send("POST", "/-/reload");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"reloaded\":true}\n");
      assertThat(server.reloads).hasValue(1);
    }
  }

  @Test
  void badReloadNamesAllProblems() {
    try (RunningServer server = RunningServer.empty(true)) {
      server.reloadProblems = List.of("exporter.yml:3: port: must be 0 to 65535", "second");
      HttpResponse<String> response = server.send("POST", "/-/reload");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"not reloaded; the previous rules and thresholds stay in"
                  + " force\",\"problems\":[\"exporter.yml:3: port: must be 0 to"
                  + " 65535\",\"second\"]}\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT"})
  void reloadIsOnlyForPost(String method) {
    try (RunningServer server = RunningServer.empty(true)) {
      HttpResponse<String> response = server.send(method, "/-/reload");
      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("allow")).contains("POST");
      assertThat(server.reloads).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void pagesOfOtherSitesCannotReload(String site) {
    try (RunningServer server = RunningServer.empty(true)) {
      assertThat(server.send("POST", "/-/reload", "Sec-Fetch-Site", site).statusCode())
          .isEqualTo(403);
      assertThat(server.reloads).hasValue(0);
      assertThat(server.send("POST", "/-/reload", "Sec-Fetch-Site", "same-origin").statusCode())
          .isEqualTo(200);
    }
  }

  private static void assertReady(RunningServer server, int status, String body) {
    HttpResponse<String> response = server.get("/-/ready");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
  }
}
