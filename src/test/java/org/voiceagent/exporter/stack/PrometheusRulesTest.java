package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/**
 * A real Prometheus and a real Alertmanager with what is shipped, beside the daemon and a demo
 * engine. Only the intervals are shorter, because a test cannot wait for minutes.
 */
final class PrometheusRulesTest {
  /** The series of a family, by its type; that of all others is its name. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "histogram", List.of("_bucket", "_count", "_sum"), "summary", List.of("_count", "_sum"));

  /** Rules that have nothing to say in the first minutes, and why. */
  private static final Map<String, String> EMPTY =
      Map.of(
          "pipeline:ai_agent_call_sentiment:increase1w_before", "looks at the week before",
          "pipeline:ai_agent_call_sentiment_negative:ratio1w_before", "looks at the week before",
          "pipeline:ai_agent_call_end:increase1w_before", "looks at the week before",
          "pipeline:ai_agent_call_end_transferred:ratio1w_before", "looks at the week before",
          "pipeline:ai_agent_calls:increase1w_before", "looks at the week before",
          "pipeline_currency:ai_agent_call_cost:per_call1w_before", "looks at the week before",
          "instance:voice_agent_exporter_values_rejected:per_call6h",
              "all values of the demo engine can be used");

  @TempDir static Path temp;
  private static final List<AlertProgram> RUNNING = new ArrayList<>();
  private static final List<AlertProgram> ANSWERING = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    Path prometheus = Tools.require("prometheus");
    Path alertmanager = Tools.require("prometheus-alertmanager");
    String daemonAt = AlertProgram.freeAddress();
    String alertmanagerAt = AlertProgram.freeAddress();
    String prometheusAt = AlertProgram.freeAddress();
    Path config = configure();
    AlertTool.Outcome targets =
        new AlertTool(
                AlertRules.PROMETHEUS.resolve("make_targets").toAbsolutePath(),
                temp,
                Map.of(
                    "EXPORTER_TARGETS", daemonAt,
                    "PROMETHEUS_TARGETS", prometheusAt,
                    "ALERTMANAGER_TARGETS", alertmanagerAt))
            .run(config.resolve("targets").toString());
    assertThat(targets.status()).as(targets.output()).isZero();

    String calls = Files.createDirectories(temp.resolve("calls")).toString();
    String events = Files.createDirectories(temp.resolve("events")).toString();
    Path settings =
        Files.writeString(
            temp.resolve("exporter.yml"),
            "events: %s%ncatalog: {folder: %s}%n"
                .formatted(events, ShippedCatalog.FOLDER.toAbsolutePath()));
    run(
        daemonAt,
        java(
            "serve",
            "--config",
            settings.toString(),
            "--sessions",
            calls,
            "--state",
            temp.resolve("state").toString(),
            "--listen",
            daemonAt),
        "daemon");
    RUNNING.add(
        AlertProgram.launch(
            daemonAt,
            temp,
            temp.resolve("demo.txt"),
            java(
                "demo",
                "--sessions",
                calls,
                "--rate",
                "600",
                "--events",
                events,
                "--catalog",
                "learning,companion,llm,product")));
    run(
        alertmanagerAt,
        List.of(
            alertmanager.toString(),
            "--config.file=" + AlertRules.ALERTMANAGER.resolve("quiet.yml").toAbsolutePath(),
            "--storage.path=" + temp.resolve("notifications"),
            "--web.listen-address=" + alertmanagerAt,
            "--cluster.listen-address="),
        "alertmanager");
    run(
        prometheusAt,
        List.of(
            prometheus.toString(),
            "--config.file=" + config.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + temp.resolve("tsdb"),
            "--web.listen-address=" + prometheusAt,
            "--rules.alert.resend-delay=1s",
            "--web.external-url=http://" + prometheusAt,
            "--web.user-assets=" + AlertRules.PROMETHEUS.resolve("assets").toAbsolutePath(),
            "--enable-feature=exemplar-storage"),
        "prometheus");
  }

  @AfterAll
  static void stop() {
    RUNNING.forEach(AlertProgram::close);
  }

  @Test
  void everyTargetIsScraped() {
    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(labels(prometheus().query("up == 1"), "job"))
                    .containsExactlyInAnyOrder(
                        "voice_agent_exporter", "prometheus", "alertmanager"));
  }

  @Test
  void everyRecordingRuleRecordsCallsOfTheDemoEngine() throws Exception {
    for (AlertRules.Recording rule : AlertRules.recordings()) {
      if (!EMPTY.containsKey(rule.name())) {
        await()
            .alias(rule.name())
            .atMost(AlertProgram.PATIENCE)
            .until(() -> !values(rule.name()).isEmpty());
        assertThat(values(rule.name())).as(rule.name()).doesNotContain("NaN");
      }
    }
    for (String name : EMPTY.keySet()) {
      assertThat(AlertRules.recordings()).extracting(AlertRules.Recording::name).contains(name);
      assertThat(values(name)).as(name).isEmpty();
    }
  }

  @Test
  void everyRuleIsEvaluatedWithoutAnErrorOrAWarning() {
    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () -> {
              int healthy = 0;
              for (JsonNode group : prometheus().json("/api/v1/rules").at("/data/groups")) {
                for (JsonNode rule : group.path("rules")) {
                  assertThat(rule.path("lastError").asText())
                      .as(rule.path("name").asText())
                      .isEmpty();
                  assertThat(rule.path("health").asText())
                      .as(rule.path("name").asText())
                      .isEqualTo("ok");
                  healthy++;
                }
              }
              assertThat(healthy)
                  .isEqualTo(AlertRules.alerts().size() + AlertRules.recordings().size());
            });
  }

  /** Whoever opens the link of an alert that fires finds what to do, without another server. */
  @Test
  void runbookOfAFiringAlertIsServedByPrometheusItself() {
    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode alerts = prometheus().json("/api/v1/alerts").at("/data/alerts");
              assertThat(alerts).isNotEmpty();
              for (JsonNode alert : alerts) {
                URI runbook = URI.create(alert.at("/annotations/runbook_url").asText());
                assertThat(runbook.getScheme()).isEqualTo("http");
                assertThat(prometheus().text(runbook.getPath()))
                    .contains("<h3 id=\"" + runbook.getFragment() + "\">");
              }
            });
  }

  /** A misspelt name is no error to Prometheus: the alert would be silent for good. */
  @Test
  void everyMetricNamedInARuleExists() throws Exception {
    Set<String> known = new TreeSet<>();
    for (AlertProgram program : ANSWERING) {
      for (String line : program.text("/metrics").split("\n", -1)) {
        if (line.startsWith("# TYPE ")) {
          String[] words = line.split(" ", -1);
          PARTS.getOrDefault(words[3], List.of("")).forEach(part -> known.add(words[2] + part));
        }
      }
    }
    known.add("up");
    AlertRules.recordings().forEach(rule -> known.add(rule.name()));

    Set<String> named = new TreeSet<>();
    AlertRules.alerts().forEach(alert -> named.addAll(AlertRules.metrics(alert.expr())));
    AlertRules.recordings().forEach(rule -> named.addAll(AlertRules.metrics(rule.expr())));

    assertThat(named)
        .contains(
            "ai_agent_calls_total", "process_open_fds", "up", "alertmanager_notifications_total")
        .hasSizeGreaterThan(40);
    assertThat(known).containsAll(named);
  }

  @Test
  void everyRecordingRuleIsOfUse() throws IOException {
    Set<String> used = new TreeSet<>();
    AlertRules.alerts().forEach(alert -> used.addAll(AlertRules.metrics(alert.expr())));
    AlertRules.recordings().forEach(rule -> used.addAll(AlertRules.metrics(rule.expr())));
    used.addAll(List.of(Files.readString(Path.of("docs", "runbooks.md")).split("[^\\w:]+", -1)));

    assertThat(AlertRules.recordings())
        .extracting(AlertRules.Recording::name)
        .allSatisfy(name -> assertThat(used).contains(name));
  }

  @Test
  void theWatchdogArrivesAtAlertmanagerAndNothingElseFires() {
    AlertProgram alertmanager = ANSWERING.get(1);
    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode alerts = alertmanager.json("/api/v2/alerts");
              assertThat(alerts)
                  .extracting(alert -> alert.at("/labels/alertname").asText())
                  .containsExactly("VoiceAgentWatchdog");
              assertThat(alerts.get(0).at("/annotations/summary").asText())
                  .isEqualTo("Alerts arrive.");
            });
  }

  private static AlertProgram prometheus() {
    return ANSWERING.get(2);
  }

  private static void run(String listen, List<String> command, String name) throws IOException {
    AlertProgram program = AlertProgram.start(listen, temp, temp.resolve(name + ".txt"), command);
    RUNNING.add(program);
    ANSWERING.add(program);
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.voiceagent.exporter.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path configure() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("prometheus"));
    Files.writeString(
        folder.resolve("prometheus.yml"),
        Files.readString(AlertRules.PROMETHEUS.resolve("prometheus.yml"))
            .replaceAll("(interval|timeout): \\d+s", "$1: 1s"));
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (Path file : AlertRules.files(AlertRules.PROMETHEUS.resolve("rules"), ".yml")) {
      Files.writeString(
          rules.resolve(file.getFileName()),
          Files.readString(file).replaceAll("(?m)^    interval: \\w+$", "    interval: 1s"));
    }
    return folder;
  }

  private static List<String> values(String promql) throws IOException, InterruptedException {
    List<String> values = new ArrayList<>();
    prometheus()
        .query(promql)
        .at("/data/result")
        .forEach(sample -> values.add(sample.at("/value/1").asText()));
    return values;
  }

  private static Set<String> labels(JsonNode answer, String label) {
    Set<String> values = new TreeSet<>();
    answer
        .at("/data/result")
        .forEach(sample -> values.add(sample.path("metric").path(label).asText()));
    return values.stream().filter(value -> !value.isEmpty()).collect(Collectors.toSet());
  }
}
