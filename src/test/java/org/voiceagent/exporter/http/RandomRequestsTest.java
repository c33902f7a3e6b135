package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.http.pages.Pages;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.Router;
import org.voiceagent.exporter.httpserver.HeaderFields;

/** Every request gets a documented response, and errors are JSON. */
final class RandomRequestsTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "", "get", "\u0000");
  private static final List<String> PIECES =
      List.of(
          "/",
          "metrics",
          "feedback",
          "latest",
          "calls",
          "transcript",
          "-",
          "ready",
          "healthy",
          "1761449250.2163",
          "..",
          ".",
          "%2e",
          "%2f",
          "%",
          "%ff",
          "%00",
          "é",
          " ",
          "*",
          "style.css",
          "page.js");
  private static final List<String> QUERY_PIECES =
      List.of(
          "limit",
          "pipeline",
          "name[]",
          "=",
          "&",
          "1",
          "100",
          "-1",
          "%",
          "%31",
          "+",
          "cloud",
          "==",
          "%F0%9F%93%9E",
          "\ud800");
  private static final List<String> ACCEPT_PIECES =
      List.of(
          "text/html",
          "application/json",
          "*/*",
          "*",
          "text/*",
          "application/openmetrics-text",
          ",",
          ";",
          "q=",
          "0.5",
          "1",
          "version=",
          "1.0.0",
          " ",
          "gzip",
          "identity",
          "\"",
          "/",
          "q");

  private static RunningServer server;
  private static Router router;

  @BeforeAll
  static void start() {
    server = RunningServer.withSampleCalls();
    router = new Router(Pages.of(server.content(), true));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20251026, 4711})
  void noRequestIsOurFault(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      HeaderFields headers = HeaderFields.NONE.with("Accept", some(random, ACCEPT_PIECES, 8));
      String path = "/" + some(random, PIECES, 6);
      String query = some(random, QUERY_PIECES, 6);
      String method = METHODS.get(random.nextInt(METHODS.size()));
      PageRequest request =
          new PageRequest(method, PageRequest.segments(path), query, headers, Optional.empty());

      PageResponse answer = router.answer(request);

      assertThat(answer.status())
          .as("seed %d: %s %s?%s %s", seed, method, path, query, headers)
          .isIn(200, 400, 404, 405);
      if (answer.status() != 200) {
        assertThat(answer.contentType()).isEqualTo("application/json");
      }
    }
  }

  private static String some(Random random, List<String> pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
