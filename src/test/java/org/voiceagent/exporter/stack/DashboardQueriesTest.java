package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.demo.event.EventPlan;
import org.voiceagent.exporter.demo.event.EventPlayer;
import org.voiceagent.exporter.stack.DashboardFile.Query;
import org.voiceagent.exporter.testing.Tools;

/**
 * Every question a dashboard asks, put to a real Prometheus after a minute in the life of a real
 * daemon: calls from before, calls under way, broken ones, a reload and a restart.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DashboardQueriesTest {
  private static final int CALLS_BEFORE = 300;
  private static final int CALLS_NOW = 40;
  private static final int A_MINUTE = 600;

  /** Three times as many are enough for the drift of a detector, which needs 100 of its runs. */
  private static final int EVENTS = 2_000;

  /** Scrapes come every 500 ms here; on a busy machine a restart alone takes ten seconds. */
  private static final String RATE_INTERVAL = "30s";

  private DashboardStack stack;
  private long seed;
  private Instant begin;
  private Instant end;
  private String jobs = "";
  private String instances = "";

  static List<DashboardFile> dashboards() throws IOException {
    return DashboardFile.all();
  }

  @BeforeAll
  void liveForAMinute(@TempDir Path folder) throws Exception {
    Path prometheus = Tools.require("prometheus");
    stack = new DashboardStack(folder);
    play(CALLS_BEFORE, true);
    breakSome("before");
    stack.startDaemon();
    begin = Instant.now();
    stack.startPrometheus(prometheus);
    stack.awaitNumber("sum(ai_agent_calls_total)", summaries());
    stack.awaitNumber("sum(voice_agent_exporter_events_ingested_total)", seed * EVENTS);

    playAndBreakSome("now");
    stack.awaitAnswer("sum(increase(voice_agent_exporter_sessions_rejected_total[1m])) > 0");
    stack.reloadDaemon();
    stack.awaitAnswer(
        "changes(voice_agent_exporter_config_last_reload_success_timestamp_seconds[1m]) > 0");
    stack.restartDaemon();
    stack.awaitAnswer("changes(process_start_time_seconds[1m]) > 0");
    // What a process counts of itself begins anew with it.
    playAndBreakSome("after");
    stack.awaitAnswer("rate(process_cpu_seconds_total[2s])");
    end = Instant.now();
    jobs = all("job");
    instances = all("instance");
  }

  private void playAndBreakSome(String when) throws Exception {
    play(CALLS_NOW, false);
    breakSome(when);
    stack.awaitNumber("sum(ai_agent_calls_total)", summaries());
    stack.awaitNumber("sum(voice_agent_exporter_events_ingested_total)", seed * EVENTS);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (stack != null) {
      stack.stop();
    }
  }

  private void play(int calls, boolean backlog) throws Exception {
    EventPlan plan = new EventPlan(stack.events(), EventPlan.CATALOGS, EVENTS, seed + 1);
    new EventPlayer(plan, InstantSource.system()).writeBacklog(Duration.ofMinutes(1));
    DemoOptions options = new DemoOptions(stack.sessions(), A_MINUTE, ++seed, calls, backlog);
    new DemoEngine(options, InstantSource.system()).run(line -> {});
  }

  /** A session that is refused, and one of which values are dropped. */
  private void breakSome(String when) throws IOException {
    Path refused = Files.createDirectory(stack.sessions().resolve("refused-" + when));
    Files.writeString(refused.resolve("metrics.json"), "[]");
    Path odd = Files.createDirectory(stack.sessions().resolve("odd-" + when));
    Files.writeString(odd.resolve("metrics.json"), "{\"turns\": -3, \"duration_seconds\": 1e9}");
  }

  /** How many calls must be counted: all with a summary, except the refused ones. */
  private long summaries() throws IOException {
    try (Stream<Path> folders = Files.list(stack.sessions())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("metrics.json")))
          .filter(folder -> !folder.getFileName().toString().startsWith("refused-"))
          .count();
    }
  }

  /** None is empty by right: whatever a panel may show has happened. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryHasAnAnswerAndNoWarning(DashboardFile board) throws Exception {
    List<String> faults = new ArrayList<>();
    for (Query query : board.queries()) {
      JsonNode answer = ask(query);
      if (!answer.path("status").asText().equals("success")
          || answer.has("warnings")
          || answer.has("infos")) {
        faults.add(query + ": " + answer);
      } else if (answered(answer) == 0) {
        faults.add(query + ": no data");
      }
    }
    assertThat(faults).isEmpty();
  }

  private JsonNode ask(Query query) throws IOException, InterruptedException {
    String expr = substituted(query.expr());
    if (!query.label().isEmpty()) {
      return stack.ask("label/" + query.label() + "/values", Map.of("match[]", expr));
    }
    Map<String, String> parameters = new HashMap<>(Map.of("query", expr));
    if (query.instant()) {
      parameters.put("time", end.toString());
      return stack.ask("query", parameters);
    }
    parameters.putAll(Map.of("start", begin.toString(), "end", end.toString(), "step", "500ms"));
    return stack.ask("query_range", parameters);
  }

  private String substituted(String expr) {
    long seconds = end.getEpochSecond() - begin.getEpochSecond() + 1;
    return expr.replace("$__rate_interval", RATE_INTERVAL)
        .replace("$__range", seconds + "s")
        .replaceAll("\\$job\\b", jobs)
        .replaceAll("\\$instance\\b", instances)
        .replaceAll("\\$(pipeline|provider|model)\\b", ".+");
  }

  /** What "All" stands for in Grafana: every value that the variable's own query finds. */
  private String all(String label) throws IOException, InterruptedException {
    List<String> values = new ArrayList<>();
    stack
        .ask("label/" + label + "/values", Map.of("match[]", "voice_agent_exporter_build_info"))
        .path("data")
        .forEach(value -> values.add(value.asText()));
    return String.join("|", values);
  }

  /** Prometheus knows of other machines, and some of them are down. */
  @Test
  void exporterHealthLooksAtExportersOnly() throws Exception {
    DashboardFile health =
        dashboards().stream()
            .filter(board -> board.toString().contains("exporter-health"))
            .findFirst()
            .orElseThrow();

    assertThat(stack.number("min(up)")).isZero();
    for (Query query : health.queries()) {
      if (query.expr().startsWith("min(up")) {
        assertThat(ask(query).at("/data/result/0/value/1").asText()).isEqualTo("1");
      }
      assertThat(ask(query).toString()).doesNotContain("\"another\"");
    }
  }

  private static int answered(JsonNode answer) {
    JsonNode data = answer.path("data");
    return data.has("result") ? data.path("result").size() : data.size();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void exemplarsLeadToCalls(DashboardFile board) throws Exception {
    for (Query query : board.queries()) {
      if (query.exemplar()) {
        JsonNode answer =
            stack.ask(
                "query_exemplars",
                Map.of(
                    "query",
                    substituted(query.expr()),
                    "start",
                    begin.toString(),
                    "end",
                    end.toString()));
        assertThat(answer.at("/data/0/exemplars/0/labels/call_uuid").asText())
            .as("%s: %s", query, answer)
            .isNotEmpty();
      }
    }
  }

  @Test
  void lastTenCallsAreTheNewestInEachColumnAndLinkToTheirTranscripts() throws Exception {
    DashboardFile overview =
        dashboards().stream().filter(d -> d.name().equals("call-overview.json")).findAny().get();
    List<Query> columns =
        overview.queries().stream().filter(q -> q.where().contains("Last 10 calls")).toList();
    assertThat(columns).hasSize(6);
    Set<String> newest = ids(columns.get(0));
    assertThat(newest).hasSize(10).isEqualTo(newestOfTheDaemon());
    for (Query column : columns) {
      assertThat(ids(column)).as(column.where()).isNotEmpty().isSubsetOf(newest);
    }
    JsonNode table =
        overview.panels().stream()
            .filter(panel -> panel.path("title").asText().equals("Last 10 calls"))
            .findAny()
            .get();
    List<String> links =
        table.findValues("url").stream()
            .map(url -> url.asText().replace("${daemon:raw}", ""))
            .toList();
    assertThat(links).hasSize(2);
    for (String link : links) {
      String path = link.replaceAll("\\$\\{.*}", newest.iterator().next());
      HttpResponse<String> page = stack.page(path, "text/html");
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }
  }

  private Set<String> ids(Query query) throws IOException, InterruptedException {
    Set<String> ids = new HashSet<>();
    for (JsonNode series : ask(query).at("/data/result")) {
      assertThat(ids.add(series.at("/metric/call_uuid").asText())).isTrue();
    }
    return ids;
  }

  private Set<String> newestOfTheDaemon() throws IOException, InterruptedException {
    JsonNode calls =
        new ObjectMapper()
            .readTree(stack.page("/feedback/latest?limit=10", "application/json").body())
            .path("calls");
    Set<String> ids = new HashSet<>();
    calls.forEach(call -> ids.add(call.at("/call/call_uuid").asText()));
    return ids;
  }
}
