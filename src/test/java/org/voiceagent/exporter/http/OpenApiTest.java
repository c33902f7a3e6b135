package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.http.pages.Pages;
import org.voiceagent.exporter.http.routing.Route;
import org.voiceagent.exporter.testing.GoldenFile;

/**
 * The published OpenAPI document has every route, every parameter and every type. {@link
 * RunningServer} holds each answer of each test against it.
 */
final class OpenApiTest {
  private static final Path SERVED =
      Path.of("src/main/resources/org/voiceagent/exporter/http/pages/openapi.json");

  @Test
  void publishedDocumentIsWhatTheRoutesAre() throws IOException {
    try (RunningServer server = RunningServer.withSampleCalls(true)) {
      List<Route> routes = Pages.of(RunningServer.emptyContent(), true);
      String text = OpenApiDocument.of(routes, server);
      GoldenFile.document("openapi.json").matches(text);
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(SERVED, text);
      }
      assertThat(Files.readString(SERVED)).isEqualTo(text);
    }
  }

  @Test
  void everyOperationAndEveryParameterIsDescribed() throws IOException {
    JsonNode document = new ObjectMapper().readTree(OpenApiDocument.FILE.toFile());
    List<String> silent = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        if (operation.path("summary").asText().isEmpty()) {
          silent.add(path.getKey() + ": no row in docs/http-api.md");
        }
        for (JsonNode parameter : operation.path("parameters")) {
          if (parameter.path("in").asText().equals("query")
              && parameter.path("description").asText().isEmpty()) {
            silent.add(
                path.getKey()
                    + ": "
                    + parameter.path("name").asText()
                    + " is not in src/test/resources/openapi/parameters.json");
          }
        }
        assertThat(operation.at("/responses/200/content")).as(path.getKey()).isNotEmpty();
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void serverPublishesTheSameDocument() throws IOException {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/openapi.json").body())
          .isEqualTo(Files.readString(OpenApiDocument.FILE));
    }
  }
}
