package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.event.feed.EventFamilies;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.telemetry.Telemetry;
import org.voiceagent.exporter.testing.MetricsPage;
import org.yaml.snakeyaml.Yaml;

/** What makes a dashboard load in any Grafana from 10.2 to 13, and be of use there. */
final class DashboardLintTest {
  private static final Path PROVISIONING = Path.of("monitoring", "grafana", "provisioning");
  private static final Path PROMETHEUS = Path.of("monitoring", "prometheus");

  /** Part of Grafana itself since before 10.2, and still in 13. */
  private static final Set<String> PANEL_TYPES =
      Set.of("row", "text", "stat", "timeseries", "bargauge", "table", "heatmap", "piechart");

  private static final Set<String> UNITS =
      Set.of(
          "short",
          "none",
          "string",
          "s",
          "percent",
          "percentunit",
          "bytes",
          "currencyUSD",
          "dateTimeFromNow");

  /** Of Prometheus itself rather than of the daemon. */
  private static final Set<String> OF_PROMETHEUS =
      Set.of("up", "ALERTS", "scrape_duration_seconds", "scrape_samples_scraped");

  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern WINDOW = Pattern.compile("\\[([^\\]]*)]");
  private static final Pattern METRIC =
      Pattern.compile(
          "\\b(ai_agent|voice_agent_exporter|jvm|process)_\\w+|\\b("
              + String.join("|", ShippedCatalog.names())
              + ")(_bucket|_sum|_count)?\\b");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  static List<DashboardFile> dashboards() throws IOException {
    return DashboardFile.all();
  }

  @Test
  void thereAreSevenAndThoseOfCatalogsAndNoTwoShareAnIdOrATitle() throws IOException {
    List<DashboardFile> all = dashboards();
    assertThat(all).hasSize(7 + ShippedCatalog.dashboards().size());
    assertThat(all)
        .extracting(DashboardFile::title)
        .contains(
            "Voice agent / Learning",
            "Voice agent / Attachment and Components",
            "Voice agent / LLM Cost",
            "Voice agent / Product Quality",
            "Voice agent / User Feedback Loop");
    assertThat(all).extracting(board -> board.json().path("uid").asText()).doesNotHaveDuplicates();
    assertThat(all).extracting(DashboardFile::title).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            board -> assertThat(board.json().path("uid").asText()).matches("[a-z][a-z0-9-]{1,39}"));
  }

  /** What an export leaves behind ties a file to one Grafana, or keeps it from loading. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void isWrittenForProvisioning(DashboardFile board) throws IOException {
    JsonNode json = board.json();
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
    assertThat(json.path("editable").asBoolean(true)).isFalse();
    assertThat(json.fieldNames())
        .toIterable()
        .doesNotContain("id", "__inputs", "__requires", "dashboard", "spec", "iteration");
    assertThat(json.toString()).doesNotContain("pluginVersion", "libraryPanel", "${DS_");
    assertThat(json.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(
            source ->
                assertThat(source.path("uid").asText()).isIn("${datasource}", "-- Grafana --"));
    assertThat(json.path("tags")).hasSize(1);
    assertThat(json.at("/links/0/tags")).isEqualTo(json.path("tags"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveTheirPlaceAndNumber(DashboardFile board) {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : board.panels()) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      JsonNode at = panel.path("gridPos");
      int right = at.path("x").asInt() + at.path("w").asInt();
      assertThat(right).as(title).isBetween(1, 24);
      for (int x = at.path("x").asInt(); x < right; x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y))).as("%s covers no other panel", title).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsSayWhatTheyShowInWhichUnitAndWhatToDo(DashboardFile board) {
    Set<String> titles = new HashSet<>();
    for (JsonNode panel : board.panels()) {
      String title = panel.path("title").asText();
      String type = panel.path("type").asText();
      assertThat(type).as(title).isIn(PANEL_TYPES);
      assertThat(titles.add(title)).as("%s comes once", title).isTrue();
      if (type.equals("row")) {
        continue;
      }
      assertThat(panel.path("description").asText()).as(title).endsWith(".").hasSizeGreaterThan(40);
      if (type.equals("text")) {
        assertThat(panel.at("/options/content").asText()).as(title).isNotBlank();
        continue;
      }
      assertThat(title).isNotBlank();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      assertThat(units(panel)).as(title).isNotEmpty().isSubsetOf(UNITS);
    }
  }

  private static Set<String> units(JsonNode panel) {
    Set<String> units = new TreeSet<>();
    units.add(panel.at("/fieldConfig/defaults/unit").asText());
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      for (JsonNode property : override.path("properties")) {
        if (property.path("id").asText().equals("unit")) {
          units.add(property.path("value").asText());
        }
      }
    }
    return units;
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void queriesAreNamedAndOneOfThoseOnLatencyAsksForExemplars(DashboardFile board) {
    for (JsonNode panel : board.panels()) {
      String title = panel.path("title").asText();
      List<JsonNode> targets = DashboardFile.list(panel.path("targets")).toList();
      assertThat(targets)
          .as(title)
          .extracting(target -> target.path("refId").asText())
          .doesNotHaveDuplicates();
      boolean overTime = Set.of("timeseries", "heatmap").contains(panel.path("type").asText());
      for (JsonNode target : overTime ? targets : List.<JsonNode>of()) {
        assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
        assertThat(target.path("interval").asText("$smoothing")).isEqualTo("$smoothing");
      }
      boolean latency =
          overTime
              && targets.stream()
                  .anyMatch(
                      t -> t.path("expr").asText().matches(".*call_\\w*latency_seconds_bucket.*"))
              && targets.stream().noneMatch(t -> t.path("expr").asText().contains("le=\""));
      if (latency) {
        assertThat(targets)
            .as("%s asks for exemplars once, since they are the same for each quantile", title)
            .filteredOn(target -> target.path("exemplar").asBoolean())
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void ratesSpanWhatTheScrapesAllow(DashboardFile board) {
    for (DashboardFile.Query query : board.queries()) {
      assertThat(WINDOW.matcher(query.expr()).results().map(window -> window.group(1)))
          .as(query.where())
          .allSatisfy(
              window ->
                  assertThat(window)
                      .isIn(
                          query.instant() && isOfACatalog(board)
                              ? Set.of("$__rate_interval", "$__range", "1h", "24h")
                              : Set.of("$__rate_interval", "$__range")));
      if (!query.instant()) {
        assertThat(query.expr()).as(query.where()).doesNotContain("$__range");
      }
    }
  }

  /** Some figures are defined over an hour or a day, however long a dashboard looks back. */
  private static boolean isOfACatalog(DashboardFile board) {
    return ShippedCatalog.dashboards().contains(board.name().replace(".json", ""));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelOfACatalogLeadsToARunbook(DashboardFile board) throws IOException {
    String runbooks = Files.readString(Path.of("docs", "runbooks.md")).toLowerCase(Locale.ROOT);
    for (JsonNode panel : board.panels()) {
      if (isOfACatalog(board) && panel.has("targets")) {
        String link = panel.at("/links/0/url").asText();
        assertThat(link).startsWith("${runbooks:raw}#");
        assertThat(runbooks).contains("### " + link.substring(link.indexOf('#') + 1) + "\n");
      }
    }
  }

  /** The learning dashboard has the eleven panels that its users know, in four rows. */
  @Test
  void theLearningDashboardHasElevenPanelsInFourRows() throws IOException {
    DashboardFile learning =
        dashboards().stream().filter(d -> d.name().equals("learning.json")).findAny().get();

    assertThat(learning.panels())
        .filteredOn(panel -> panel.path("type").asText().equals("row"))
        .extracting(panel -> panel.path("title").asText())
        .containsExactly("KPIs", "Learning examples", "Jobs", "Agents");
    assertThat(learning.panels()).filteredOn(panel -> panel.has("targets")).hasSize(11);
  }

  /** Nothing on a dashboard may tell one user from another. */
  @Test
  void streaksAreShownByBotAndNeverByUser() throws IOException {
    DashboardFile attachment =
        dashboards().stream()
            .filter(d -> d.name().equals("attachment-and-components.json"))
            .findAny()
            .get();

    assertThat(attachment.queries())
        .extracting(DashboardFile.Query::expr)
        .anyMatch(expr -> expr.contains("max by (bot_name) (attachment_consecutive_days_max"))
        .noneMatch(expr -> expr.contains("user_id"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void selectorsFollowTheChosenJobAndInstance(DashboardFile board) {
    for (DashboardFile.Query query : board.queries()) {
      boolean choosing = query.where().endsWith("variable job");
      boolean narrowing = query.where().endsWith("variable instance");
      if (choosing || query.expr().startsWith("ALERTS{")) {
        continue;
      }
      List<MatchResult> selectors = SELECTOR.matcher(query.expr()).results().toList();
      assertThat(selectors).as(query.where()).isNotEmpty();
      assertThat(selectors)
          .as(query.where())
          .allSatisfy(
              selector ->
                  assertThat(selector.group(2))
                      .startsWith(
                          narrowing ? "job=~\"$job\"" : "job=~\"$job\",instance=~\"$instance\""));
      assertThat(METRIC.matcher(query.expr()).results())
          .as("%s: no metric without a selector", query.where())
          .hasSameSizeAs(
              selectors.stream().filter(s -> !OF_PROMETHEUS.contains(s.group(1))).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variablesAreDefinedAndUsed(DashboardFile board) {
    Set<String> defined =
        board.variables().stream().map(v -> v.path("name").asText()).collect(Collectors.toSet());
    Set<String> used =
        board.texts().stream()
            .flatMap(text -> VARIABLE.matcher(text).results())
            .map(variable -> variable.group(1))
            .filter(variable -> !variable.startsWith("__"))
            .collect(Collectors.toSet());
    assertThat(used).isEqualTo(defined);
    assertThat(board.variables().get(0).path("type").asText()).isEqualTo("datasource");
    assertThat(board.variables())
        .filteredOn(variable -> variable.path("type").asText().equals("query"))
        .isNotEmpty()
        .allSatisfy(
            variable -> {
              assertThat(variable.path("refresh").asInt()).as("on a change of time").isEqualTo(2);
              boolean exporter = Set.of("job", "instance").contains(variable.path("name").asText());
              assertThat(variable.path("allValue").asText(null)).isEqualTo(exporter ? null : ".+");
              assertThat(variable.path("label").asText()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void marksAlertsRestartsAndReloadsAndSaysThatAllOfItIsOptional(DashboardFile board) {
    assertThat(board.annotations())
        .extracting(annotation -> annotation.path("name").asText())
        .contains("Alerts", "Restarts", "Configuration");
    assertThat(board.panels().get(0).at("/options/content").asText())
        .contains("Optional stack: safe to disable when not needed");
  }

  /** More than one link in a cell of a table loses its looks since Grafana 12.1. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void linksLeadToTheDaemonAndOneFromACell(DashboardFile board) {
    List<JsonNode> urls = board.json().findValues("url");
    assertThat(urls)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            url ->
                assertThat(url.asText()).matches("|\\$\\{daemon:raw}/.*|\\$\\{runbooks:raw}#.*"));
    for (JsonNode panel : board.panels()) {
      Set<String> linked = new HashSet<>();
      for (JsonNode override : panel.at("/fieldConfig/overrides")) {
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asText().equals("links")) {
            assertThat(property.path("value")).hasSize(1);
            assertThat(linked.add(override.at("/matcher/options").asText())).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricIsOneTheDaemonShows(DashboardFile board) {
    Set<String> families = new HashSet<>(page().types().keySet());
    families.addAll(ShippedCatalog.names());
    EventFamilies.all().forEach(family -> families.add(family.name()));
    for (DashboardFile.Query query : board.queries()) {
      assertThat(SELECTOR.matcher(query.expr()).results().map(selector -> selector.group(1)))
          .as(query.where())
          .allSatisfy(
              metric ->
                  assertThat(
                          OF_PROMETHEUS.contains(metric)
                              || families.contains(metric)
                              || families.contains(metric.replaceFirst("_(bucket|sum|count)$", "")))
                      .as(metric)
                      .isTrue());
    }
  }

  @Test
  void everyFamilyOfTheDaemonIsUsedByADashboardOrARule() throws IOException {
    Set<String> used = new HashSet<>();
    for (DashboardFile board : dashboards()) {
      board.queries().forEach(query -> addMetrics(query.expr(), used));
    }
    for (Path rules : ruleFiles()) {
      addMetrics(Files.readString(rules), used);
    }
    assertThat(page().types().keySet())
        .filteredOn(family -> family.matches("(ai_agent|voice_agent_exporter)_.*"))
        .hasSizeGreaterThan(40)
        .isSubsetOf(used);
  }

  private static void addMetrics(String text, Set<String> used) {
    METRIC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .flatMap(name -> Stream.of(name, name.replaceFirst("_(bucket|sum|count)$", "")))
        .forEach(used::add);
  }

  private static List<Path> ruleFiles() throws IOException {
    Path folder = PROMETHEUS.resolve("rules");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static MetricsPage page() {
    Telemetry telemetry = Telemetry.create(CallMetrics.Limits.defaults(), () -> Instant.EPOCH);
    return MetricsPage.of(telemetry.page().render(Format.TEXT, Set.of(), false).bytes());
  }

  @Test
  void exemplarsLeadFromTheDataSourceToTheTranscript() throws IOException {
    Map<?, ?> source = onlyOf("datasources/prometheus.yml", "datasources");
    assertThat(source.get("uid")).isEqualTo("voice-agent-prometheus");
    assertThat(source.get("isDefault")).isEqualTo(true);
    assertThat(source.get("editable")).isEqualTo(false);
    Map<?, ?> settings = (Map<?, ?>) source.get("jsonData");
    assertThat((List<?>) settings.get("exemplarTraceIdDestinations"))
        .singleElement()
        .satisfies(
            to -> {
              assertThat(((Map<?, ?>) to).get("name")).isEqualTo("call_uuid");
              // One $ would be taken for Grafana's environment, and the id would be lost.
              assertThat(((Map<?, ?>) to).get("url").toString())
                  .endsWith("/calls/$${__value.raw}/transcript");
            });
  }

  @Test
  void dashboardsComeFromFilesAndStayAsTheyAre() throws IOException {
    Map<?, ?> provider = onlyOf("dashboards/voice-agent.yml", "providers");
    assertThat(provider.get("type")).isEqualTo("file");
    assertThat(provider.get("disableDeletion")).isEqualTo(true);
    assertThat(provider.get("allowUiUpdates")).isEqualTo(false);
    assertThat(((Map<?, ?>) provider.get("options")).get("path"))
        .isEqualTo("/var/lib/grafana/dashboards");
  }

  /** Grafana computes the windows of rates from the interval it is told. */
  @Test
  void grafanaKnowsHowOftenPrometheusScrapes() throws IOException {
    Path config = PROMETHEUS.resolve("prometheus.yml");
    assumeTrue(Files.exists(config), config + " is not there, so this was not compared with it");
    Map<?, ?> settings =
        (Map<?, ?>) onlyOf("datasources/prometheus.yml", "datasources").get("jsonData");
    Map<?, ?> global = (Map<?, ?>) yaml(config).get("global");
    assertThat(settings.get("timeInterval")).isEqualTo(global.get("scrape_interval"));
  }

  private static Map<?, ?> onlyOf(String file, String list) throws IOException {
    List<Map<?, ?>> items = new ArrayList<>();
    for (Object item : (List<?>) yaml(PROVISIONING.resolve(file)).get(list)) {
      items.add((Map<?, ?>) item);
    }
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }
}
