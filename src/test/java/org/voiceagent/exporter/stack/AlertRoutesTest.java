package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Alertmanager's own tool says that alerts go. */
final class AlertRoutesTest {
  private static final Map<String, String> RECEIVERS =
      Map.of("critical", "pagerduty", "warning", "slack", "info", "email");

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager.yml", "quiet.yml"})
  void amtoolFindsNothingWrong(String file) throws Exception {
    AlertTool.Outcome outcome =
        AlertTool.named("amtool").in(AlertRules.ALERTMANAGER).run("check-config", file);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("SUCCESS").doesNotContain("FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critical | pagerduty,slack",
        "warning | slack",
        "info | email",
        "none | nobody",
        "mistyped | slack"
      })
  void severityDecidesWhoHears(String severity, String receivers) throws Exception {
    AlertTool.Outcome outcome =
        AlertTool.named("amtool")
            .in(AlertRules.ALERTMANAGER)
            .run(
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yml",
                "--verify.receivers=" + receivers,
                "severity=" + severity,
                "alertname=Any");

    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Of the learning system, critical alerts ring, and two of them are read in Slack, too. */
  @Test
  void alertsOfACatalogGoWhereItSays() throws Exception {
    AlertTool amtool = AlertTool.named("amtool").in(AlertRules.ALERTMANAGER);
    List<String> readAndRung = new ArrayList<>();
    for (ShippedCatalog catalog : ShippedCatalog.all()) {
      for (Map<?, ?> alert : catalog.alerts()) {
        String route = ShippedCatalog.route(alert);
        AlertTool.Outcome outcome =
            amtool.run(
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yml",
                "--verify.receivers=" + route.replace('-', ','),
                "severity=" + alert.get("severity"),
                "route=" + route,
                "alertname=" + alert.get("name"));
        assertThat(outcome.status()).as("%s: %s", alert.get("name"), outcome.output()).isZero();
        assertThat(route.replace("-slack", ""))
            .isEqualTo(RECEIVERS.get(alert.get("severity").toString()));
        if (route.equals("pagerduty-slack")) {
          readAndRung.add(alert.get("name").toString());
        }
      }
    }
    assertThat(readAndRung).containsExactly("LearningWorkerDown", "CriticalQueueLength");
  }

  @Test
  void everyAlertReachesSomebodyButTheWatchdog() throws Exception {
    AlertTool amtool = AlertTool.named("amtool").in(AlertRules.ALERTMANAGER);
    for (String severity :
        AlertRules.alerts().stream().map(AlertRules.Alert::severity).distinct().toList()) {
      AlertTool.Outcome outcome =
          amtool.run(
              "config", "routes", "test", "--config.file=alertmanager.yml", "severity=" + severity);
      assertThat(outcome.output().contains("nobody"))
          .as("%s: %s", severity, outcome.output())
          .isEqualTo(severity.equals("none"));
    }
  }

  @Test
  void alertsNamedInInhibitionsExist() throws IOException {
    List<String> names = AlertRules.alerts().stream().map(AlertRules.Alert::name).toList();
    String config = Files.readString(AlertRules.ALERTMANAGER.resolve("alertmanager.yml"));
    List<String> mentioned =
        Pattern.compile("alertname!?=~?\"([^\"]+)\"")
            .matcher(config)
            .results()
            .flatMap(match -> Stream.of(match.group(1).split("\\|", -1)))
            .toList();

    assertThat(mentioned).hasSizeGreaterThan(5);
    assertThat(names).containsAll(mentioned);
  }

  @Test
  void noSecretStandsInTheConfiguration() throws IOException {
    assertThat(Files.readString(AlertRules.ALERTMANAGER.resolve("alertmanager.yml")))
        .doesNotContainPattern("(?m)^\\s*-?\\s*(\\w*api_url|\\w*password|\\w*key|\\w*secret):")
        .contains("slack_api_url_file:", "routing_key_file:", "smtp_auth_password_file:");
  }
}
