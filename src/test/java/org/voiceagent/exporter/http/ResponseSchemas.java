package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published schema of each path's response. */
final class ResponseSchemas {
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("/feedback/latest", "feedback.schema.json"),
          Map.entry("/feedback/open", "open.schema.json"),
          Map.entry("/feedback/summary", "summary.schema.json"),
          Map.entry("/feedback/effects", "effects.schema.json"),
          Map.entry("/feedback/comparison", "comparison.schema.json"),
          Map.entry("/compare", "comparison.schema.json"),
          Map.entry("/calls", "pages.schema.json#/$defs/calls"),
          Map.entry("/live", "pages.schema.json#/$defs/live"),
          Map.entry("/-/healthy", "pages.schema.json#/$defs/healthy"),
          Map.entry("/-/ready", "pages.schema.json#/$defs/ready"),
          Map.entry("/-/reload", "pages.schema.json#/$defs/reloaded"),
          Map.entry("/overview", "pages.schema.json#/$defs/overview"),
          Map.entry("/", "pages.schema.json#/$defs/landing"));

  private ResponseSchemas() {}

  /** Fails if a JSON response does not match its published schema. */
  static void check(HttpResponse<?> answer) {
    boolean isJson =
        answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    boolean isOpenApi = answer.request().uri().getPath().equals("/openapi.json");
    if (isJson && !isOpenApi && answer.body() instanceof String json && !json.isEmpty()) {
      assertThat(FeedbackSchema.faults(schema(answer), json)).as("%s: %s", answer, json).isEmpty();
    }
  }

  /** The schema of a page's JSON, as a path below the published ones; empty if it has none. */
  static Optional<String> reference(String path) {
    try {
      return Optional.of(ofPage(path).replace(".schema.json", "").replace("#", ""));
    } catch (AssertionError none) {
      return Optional.empty();
    }
  }

  private static URI schema(HttpResponse<?> answer) {
    String path = answer.request().uri().getPath().replaceFirst("^(/[a-z/]+)\\.json$", "$1");
    boolean notReady = answer.statusCode() == 503 && path.equals("/-/ready");
    boolean failed = answer.statusCode() >= 400 && !notReady;
    String name = failed ? "pages.schema.json#/$defs/error" : ofPage(path);
    return URI.create(Path.of("docs", "schema").toUri() + name);
  }

  private static String ofPage(String path) {
    if (path.startsWith("/feedback/calls/")) {
      return "feedback.schema.json";
    }
    if (path.equals("/kpi/anomalies")) {
      return "anomalies.schema.json";
    }
    if (path.startsWith("/kpi")) {
      return "kpi.schema.json#/$defs/" + (path.equals("/kpi") ? "report" : "series");
    }
    if (path.equals("/trends")) {
      return "kpi.schema.json#/$defs/trends";
    }
    if (path.startsWith("/calls/")) {
      return "pages.schema.json#/$defs/" + (path.endsWith("/transcript") ? "transcript" : "call");
    }
    List<String> known = List.copyOf(PAGES.keySet());
    assertThat(known).as("a page without a published schema").contains(path);
    return PAGES.get(path);
  }
}
