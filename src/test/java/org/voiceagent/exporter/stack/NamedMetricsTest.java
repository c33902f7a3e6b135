package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.demo.event.EventPlan;
import org.voiceagent.exporter.demo.event.EventPlayer;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * Every metric that the four systems name is on the real daemon's page while the demo plays them.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class NamedMetricsTest {
  private static final Path LIST =
      Path.of("src", "test", "resources", "catalogs", "named_metrics.txt");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** Enough for the drift of a detector, which needs 100 of its runs. */
  private static final int EVENTS = 16_000;

  private DashboardStack stack;

  private record Named(String name, String type, Set<String> labels) {}

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    stack = new DashboardStack(folder);
    EventPlan plan = new EventPlan(stack.events(), EventPlan.CATALOGS, EVENTS / 10.0, 1);
    new EventPlayer(plan, InstantSource.system()).writeBacklog(Duration.ofMinutes(10));
    stack.startDaemon();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page().sum("voice_agent_exporter_events_ingested_total") == EVENTS);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (stack != null) {
      stack.stop();
    }
  }

  private MetricsPage page() throws IOException, InterruptedException {
    return MetricsPage.of(stack.page("/metrics", "text/plain").body());
  }

  private static List<Named> named() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", -1))
        .map(
            words ->
                new Named(
                    words[0],
                    words[1],
                    words[2].equals("-")
                        ? Set.of()
                        : new TreeSet<>(Arrays.asList(words[2].split(",", -1)))))
        .toList();
  }

  @Test
  void everyNamedMetricIsShownWithItsTypeAndLabels() throws Exception {
    MetricsPage page = page();
    Map<String, Set<Set<String>>> labels = new TreeMap<>();
    for (String series : page.series()) {
      int brace = series.indexOf('{');
      String name = brace < 0 ? series : series.substring(0, brace);
      labels
          .computeIfAbsent(name, any -> new HashSet<>())
          .add(brace < 0 ? Set.of() : labels(series.substring(brace)));
    }
    assertThat(named()).hasSize(58);
    for (Named metric : named()) {
      assertThat(page.types()).containsEntry(metric.name(), metric.type());
      String sample = metric.name() + (metric.type().equals("histogram") ? "_count" : "");
      assertThat(labels.get(sample)).as(metric.name()).containsExactly(metric.labels());
    }
    assertThat(page.series()).noneMatch(series -> series.contains("\"other\""));
  }

  private static Set<String> labels(String text) {
    return LABEL
        .matcher(text)
        .results()
        .map((MatchResult label) -> label.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** OpenMetrics reserves the ending for counters, and Prometheus asks for OpenMetrics first. */
  @Test
  void theGaugeThatEndsInTotalHasItsAliasAloneInOpenMetrics() throws Exception {
    String open = stack.page("/metrics", "application/openmetrics-text; version=1.0.0").body();

    assertThat(open).contains("# TYPE rq_workers gauge\n").doesNotContain("rq_workers_total");
    assertThat(page().types()).containsEntry("rq_workers", "gauge");
    assertThat(page().sum("rq_workers")).isEqualTo(page().sum("rq_workers_total")).isEqualTo(5);
  }

  /** No user, conversation or text of the events is anywhere on the page. */
  @Test
  void nothingOnThePageTellsOfAUser() throws Exception {
    assertThat(stack.page("/metrics", "text/plain").body())
        .doesNotContain("user-", "conversation-", "example-", "understood me at once");
  }
}
