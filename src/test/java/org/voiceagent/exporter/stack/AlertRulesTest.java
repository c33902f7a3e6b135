package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules by Prometheus' own tool: valid, and each alert fires when it should and only then. */
final class AlertRulesTest {
  private static final Path RULES = AlertRules.PROMETHEUS.resolve("rules");
  private static final Path TESTS = AlertRules.PROMETHEUS.resolve("tests");
  private static final String WATCHDOG = "VoiceAgentWatchdog";

  @Test
  void promtoolFindsNothingWrongWithTheRules() throws Exception {
    List<String> command = new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
    AlertRules.files(RULES, ".yml").forEach(file -> command.add(file.toString()));

    AlertTool.Outcome outcome = AlertTool.named("promtool").run(command.toArray(String[]::new));

    assertThat(outcome.status()).as(outcome.output()).isZero();
    int found =
        Pattern.compile("SUCCESS: (\\d+) rules")
            .matcher(outcome.output())
            .results()
            .mapToInt(file -> Integer.parseInt(file.group(1)))
            .sum();
    assertThat(found).isEqualTo(AlertRules.alerts().size() + AlertRules.recordings().size());
  }

  @Test
  void everyTestOfTheRulesPasses() throws Exception {
    List<String> command = new ArrayList<>(List.of("test", "rules"));
    AlertRules.files(TESTS, ".yml").forEach(file -> command.add(file.toString()));

    AlertTool.Outcome outcome = AlertTool.named("promtool").run(command.toArray(String[]::new));

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output().split("SUCCESS", -1))
        .hasSize(AlertRules.files(TESTS, ".yml").size() + 1);
  }

  /** The proof is only as good as the cases are many: no alert may lack one. */
  @Test
  void everyAlertFiresInATestAndIsSilentOneEvaluationBefore() throws IOException {
    Set<String> proven = new TreeSet<>();
    Set<String> fired = new TreeSet<>();
    for (Path file : AlertRules.files(TESTS, ".yml")) {
      Map<?, ?> tests = AlertRules.yaml(file);
      Duration evaluation = duration(tests.get("evaluation_interval"));
      for (Map<?, ?> test : AlertRules.mappings(tests.get("tests"))) {
        Map<String, Map<Duration, List<String>>> cases = cases(test);
        cases.forEach(
            (alert, severities) ->
                severities.forEach(
                    (time, found) ->
                        found.forEach(
                            severity -> {
                              fired.add(alert + " " + severity);
                              List<String> before = severities.get(time.minus(evaluation));
                              if (before != null && !before.contains(severity)) {
                                proven.add(alert + " " + severity);
                              }
                            })));
      }
    }

    for (AlertRules.Alert alert : AlertRules.alerts()) {
      Set<String> needed = alert.pending().isEmpty() ? fired : proven;
      assertThat(needed).contains(alert.name() + " " + alert.severity());
    }
  }

  @Test
  void nothingFiresWhereSeriesAreMissingOrNothingHappens() throws IOException {
    List<String> names = new ArrayList<>();
    for (Map<?, ?> test :
        AlertRules.mappings(AlertRules.yaml(TESTS.resolve("quiet.yml")).get("tests"))) {
      names.add(String.valueOf(test.get("name")).replaceAll(":.*", ""));
      List<Map<?, ?>> asked = AlertRules.mappings(test.get("promql_expr_test"));
      assertThat(asked).isNotEmpty();
      for (Map<?, ?> question : asked) {
        assertThat(question.get("expr")).isEqualTo("ALERTS");
        assertThat(AlertRules.mappings(question.get("exp_samples")))
            .singleElement()
            .satisfies(sample -> assertThat((String) sample.get("labels")).contains(WATCHDOG));
      }
    }

    assertThat(names).contains("series are missing", "idle", "too few calls to tell", "well");
  }

  @Test
  void everyAlertSaysWhatAPersonNeeds() throws IOException {
    Set<String> ofCatalogs = new TreeSet<>();
    for (ShippedCatalog catalog : ShippedCatalog.all()) {
      catalog.alerts().forEach(alert -> ofCatalogs.add(alert.get("name").toString()));
    }
    for (AlertRules.Alert alert : AlertRules.alerts()) {
      if (!ofCatalogs.contains(alert.name())) {
        assertThat(alert.name()).matches("VoiceAgent[A-Za-z]+");
      }
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning", "info", "none");
      assertThat(alert.labels()).as(alert.name()).containsKey("component");
      assertThat(alert.annotations().keySet())
          .as(alert.name())
          .containsExactlyInAnyOrder("summary", "description", "runbook_url");
      // A summary heads a group of alerts, so nothing of a single one may be in it.
      assertThat(alert.annotations().get("summary"))
          .as(alert.name())
          .matches("[A-Z][^{}]*\\.")
          .hasSizeLessThan(70);
      assertThat(alert.annotations().get("description")).as(alert.name()).endsWith(".");
      assertThat(alert.annotations().get("runbook_url"))
          .isEqualTo(
              "{{ $externalURL }}/user/runbooks.html#" + alert.name().toLowerCase(Locale.ROOT));
    }
  }

  /** The rules of catalogs are generated; one that is missing would never fire. */
  @Test
  void everyAlertOfACatalogIsARule() throws IOException {
    for (ShippedCatalog catalog : ShippedCatalog.all()) {
      for (Map<?, ?> alert : catalog.alerts()) {
        AlertRules.Alert rule =
            AlertRules.alerts().stream()
                .filter(each -> each.name().equals(alert.get("name")))
                .findAny()
                .orElseThrow();
        assertThat(rule.labels())
            .as(rule.name())
            .isEqualTo(
                Map.of(
                    "severity", alert.get("severity"),
                    "component", catalog.name(),
                    "owner", catalog.yaml().get("owner"),
                    "route", ShippedCatalog.route(alert)));
        assertThat(words(rule.expr())).isEqualTo(words(alert.get("expr").toString()));
        assertThat(rule.pending()).isEqualTo(alert.get("for"));
      }
    }
  }

  private static String words(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  @Test
  void onlyTheWatchdogNeedsNoTimeAndNoSeries() throws IOException {
    assertThat(AlertRules.alerts())
        .filteredOn(alert -> alert.pending().isEmpty())
        .extracting(AlertRules.Alert::name)
        .containsExactly(WATCHDOG);
    assertThat(AlertRules.alerts())
        .filteredOn(alert -> AlertRules.metrics(alert.expr()).isEmpty())
        .extracting(AlertRules.Alert::name)
        .containsExactly(WATCHDOG);
  }

  /** By alert and time, the severities it must fire at. */
  private static Map<String, Map<Duration, List<String>>> cases(Map<?, ?> test) {
    Map<String, Map<Duration, List<String>>> cases = new LinkedHashMap<>();
    for (Map<?, ?> one : AlertRules.mappings(test.get("alert_rule_test"))) {
      List<String> severities = new ArrayList<>();
      for (Map<?, ?> alert : AlertRules.mappings(one.get("exp_alerts"))) {
        severities.add(String.valueOf(((Map<?, ?>) alert.get("exp_labels")).get("severity")));
      }
      cases
          .computeIfAbsent(String.valueOf(one.get("alertname")), name -> new TreeMap<>())
          .put(duration(one.get("eval_time")), severities);
    }
    return cases;
  }

  private static Duration duration(Object text) {
    return Duration.parse("PT" + String.valueOf(text).toUpperCase(Locale.ROOT));
  }
}
