package org.voiceagent.exporter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.MetricsPage;

/** How the page is written. */
final class ExpositionTest {
  private final Board board = new Board();

  @BeforeEach
  void countACall() {
    JvmMetrics.register(board.registry);
    board.count(complete("a").labels("zwölf", "p", "m"));
  }

  @Test
  void familiesStandInTheOrderOfTheirNames() {
    MetricsPage page = MetricsPage.of(board.text(Format.OPENMETRICS));
    assertThat(List.copyOf(page.types().keySet())).hasSizeGreaterThan(50).isSorted();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void creationTimesAreLeftOut(Format format) {
    assertThat(board.text(format)).doesNotContain("_created");
  }

  @Test
  void onlyOpenMetricsSaysThatThePageIsComplete() {
    assertThat(board.text(Format.OPENMETRICS))
        .endsWith("# EOF\n")
        .contains("pipeline_name=\"zwölf\"");
    assertThat(board.text(Format.TEXT)).doesNotContain("# EOF");
  }

  @Test
  void contentTypesAreThoseThatPrometheusKnows() {
    assertThat(Format.TEXT.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(Format.OPENMETRICS.contentType())
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
  }

  @Test
  void givesOnlyTheSamplesAskedFor() {
    MetricsPage page =
        render(Set.of("ai_agent_calls_total", "ai_agent_call_duration_seconds_count"));
    assertThat(page.types().keySet())
        .containsExactly("ai_agent_call_duration_seconds", "ai_agent_calls_total");
    assertThat(page.series())
        .allMatch(series -> series.matches(".*(_count|calls_total)\\{.*"))
        .hasSize(2);
  }

  @Test
  void givesSamplesOfTheLibraryBesideOurs() {
    MetricsPage page =
        render(
            Set.of(
                "ai_agent_calls_total",
                "ai_agent_calls_active",
                "voice_agent_exporter_sessions_pending",
                "jvm_threads_current"));
    assertThat(page.types().keySet())
        .containsExactly(
            "ai_agent_calls_total",
            "ai_agent_calls_active",
            "jvm_threads_current",
            "voice_agent_exporter_sessions_pending");
  }

  @Test
  void givesAnEmptyPageForANameThatIsNotThere() {
    assertThat(board.exposition.render(Format.TEXT, Set.of("no_such_sample"), false).bytes())
        .isEmpty();
  }

  private MetricsPage render(Set<String> names) {
    return MetricsPage.of(
        new String(
            board.exposition.render(Format.TEXT, names, false).bytes(), StandardCharsets.UTF_8));
  }
}
