package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.testing.Daemons;

/**
 * An indicator is the same wherever it is asked for: JSON, CSV, a folder without a daemon, and what
 * Prometheus scrapes. With {@code -Dkpi.calls=10000} of ten thousand calls.
 */
final class KpiEqualityTest {
  private static final int CALLS = Integer.getInteger("kpi.calls", 1_500);
  private static final Percentage EXACT = Percentage.withPercentage(1e-6);

  @TempDir Path temp;

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @Test
  void everyPlaceShowsTheSameFigures() throws Exception {
    Path calls = temp.resolve("calls");
    new DemoEngine(new DemoOptions(calls, 4, 11, CALLS, true), InstantSource.system())
        .run(line -> {});
    try (Daemon daemon = Daemons.start(Daemons.config(temp, "series: {recent_calls: 0}\n"))) {
      port = daemon.port();
      Map<String, String> offline = offline(calls);
      Map<String, String> json = jsonOnceItIs(offline);

      assertThat(Integer.parseInt(json.get("calls@v1 calls n"))).isGreaterThan(CALLS * 9 / 10);
      assertThat(differences(json, csv())).isEmpty();
      assertThat(differences(json, offline)).isEmpty();
      comparesWithPrometheus(json, get("/metrics"));
    }
  }

  /** A call written a moment ago is counted once it is known to be whole: later than readiness. */
  private Map<String, String> jsonOnceItIs(Map<String, String> offline) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    Map<String, String> json = json();
    while (!json.equals(offline) && Instant.now().isBefore(end)) {
      json = json();
    }
    return json;
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private Map<String, String> json() throws Exception {
    JsonNode kpis =
        new ObjectMapper().readTree(get("/kpi?from=80d")).path("rows").path(0).path("kpis");
    Map<String, String> figures = new LinkedHashMap<>();
    for (JsonNode kpi : kpis) {
      String key = kpi.path("id").asText() + " " + kpi.path("unit").asText();
      figures.put(key, rounded(kpi.path("value").asText()));
      figures.put(key + " n", kpi.path("n").asText());
      figures.put(key + " why", kpi.path("absent_because").asText());
    }
    assertThat(figures).hasSizeGreaterThan(150);
    return figures;
  }

  private Map<String, String> csv() throws Exception {
    Map<String, String> figures = new LinkedHashMap<>();
    List<String> lines = get("/kpi.csv?from=80d").lines().toList();
    assertThat(lines.get(0)).isEqualTo("from,to,id,unit,value,n,absent_because");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      String key = fields[2] + " " + fields[3];
      figures.put(key, rounded(fields[4].isEmpty() ? "null" : fields[4]));
      figures.put(key + " n", fields[5]);
      figures.put(key + " why", fields[6].replace("\"", ""));
    }
    return figures;
  }

  private static Map<String, String> offline(Path calls) throws IOException {
    KpiReports reports = KpisOfFolder.read(calls, InstantSource.system(), done -> {});
    KpiQuery all = new KpiQuery(reports.since(), reports.until(), List.of(), Map.of());
    Map<String, String> figures = new LinkedHashMap<>();
    reports
        .rows(all)
        .get(0)
        .values()
        .forEach(
            value -> {
              String key = value.kpi().id() + " " + value.kpi().unit().label();
              figures.put(
                  key,
                  value.value().isPresent()
                      ? rounded(String.valueOf(value.value().getAsDouble()))
                      : "null");
              figures.put(key + " n", String.valueOf(value.n()));
              figures.put(key + " why", value.absentBecause());
            });
    return figures;
  }

  /** Only what differs: a failed comparison of two whole tables is too long to read. */
  private static List<String> differences(Map<String, String> some, Map<String, String> others) {
    TreeSet<String> keys = new TreeSet<>(some.keySet());
    keys.addAll(others.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(some.get(key), others.get(key)))
        .map(key -> key + ": " + some.get(key) + " and " + others.get(key))
        .toList();
  }

  /** Sums depend on the order of the calls in their last digits. */
  private static String rounded(String number) {
    return number.equals("null")
        ? number
        : String.format(Locale.ROOT, "%.9g", Double.parseDouble(number));
  }

  private static void comparesWithPrometheus(Map<String, String> json, String page) {
    same(json, "calls@v1 calls", sum(page, "ai_agent_calls_total", ""));
    same(
        json,
        "error_rate@v1 ratio",
        sum(page, "ai_agent_calls_total", "outcome=\"error\"")
            / (sum(page, "ai_agent_calls_total", "")
                - sum(page, "ai_agent_calls_total", "outcome=\"unknown\"")));
    same(
        json,
        "abandonment_rate@v1 ratio",
        sum(page, "ai_agent_calls_total", "outcome=\"abandoned\"")
            / (sum(page, "ai_agent_calls_total", "")
                - sum(page, "ai_agent_calls_total", "outcome=\"unknown\"")));
    same(
        json,
        "fcr_stated_rate@v1 ratio",
        sum(page, "ai_agent_call_resolved_total", "resolved=\"true\"")
            / sum(page, "ai_agent_call_resolved_total", ""));
    same(
        json,
        "csat_mean@v1 score",
        sum(page, "ai_agent_call_csat_score_sum", "")
            / sum(page, "ai_agent_call_csat_score_count", ""));
    same(
        json,
        "cache_hit_rate@v1 ratio",
        sum(page, "ai_agent_call_cache_requests_total", "result=\"hit\"")
            / sum(page, "ai_agent_call_cache_requests_total", ""));
    assertThat(Double.parseDouble(json.get("response_latency_p95_seconds@v1 seconds n")))
        .isEqualTo(sum(page, "ai_agent_call_response_latency_seconds_count", ""));
  }

  private static void same(Map<String, String> json, String key, double expected) {
    assertThat(Double.parseDouble(json.get(key))).as(key).isCloseTo(expected, EXACT);
  }

  private static double sum(String page, String family, String label) {
    return page.lines()
        .filter(line -> line.startsWith(family + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
