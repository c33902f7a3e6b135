package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.MarkdownLines;

final class KpiCatalogTest {
  private static final GoldenFile PAGE = GoldenFile.document("kpis.md");
  private static final String MARK = "<!-- generated from kpis.yml -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void theDocumentationIsUpToDate() {
    String page = PAGE.text();
    int start = page.indexOf(MARK) + MARK.length();
    PAGE.matches(
        page.substring(0, start)
            + MarkdownLines.folded("\n" + sections() + "\n")
            + page.substring(page.indexOf(END, start)));
  }

  private static String sections() {
    return KpiCatalog.bundled().all().stream()
        .map(KpiCatalogTest::section)
        .collect(Collectors.joining("\n"));
  }

  private static String section(Kpi kpi) {
    String promql =
        kpi.promql().isEmpty() ? "" : "* **PromQL:**\n\n```promql\n" + kpi.promql() + "\n```\n";
    return """
    ### %s

    %s: %s.

    * **Id:** `%s`, in %s
    * **Minimum:** %d %s
    * **Absent:** if %s%s
    * **Better:** %s
    * **Source:** %s
    %s\
    """
        .formatted(
            kpi.name(),
            kpi.title(),
            kpi.formula(),
            kpi.id(),
            kpi.unit().label().equals("money") ? "each currency" : kpi.unit().label(),
            kpi.minimum(),
            kpi.counts(),
            kpi.absentWhen(),
            pending(kpi),
            switch (kpi.direction()) {
              case HIGHER_IS_BETTER -> "higher";
              case LOWER_IS_BETTER -> "lower";
              case NEITHER -> "neither";
            },
            kpi.source(),
            promql);
  }

  private static String pending(Kpi kpi) {
    String why = KpiCatalog.bundled().pending(kpi);
    return why.isEmpty() ? "" : "; or " + why;
  }

  /** The reading of entries relies on which label stands where. */
  @ParameterizedTest
  @CsvSource({
    "ai_agent_calls_total, outcome",
    "ai_agent_call_end_total, reason",
    "ai_agent_call_component_latency_seconds, component",
    "ai_agent_call_resolved_total, resolved",
    "ai_agent_call_speech_seconds_total, speaker",
    "ai_agent_call_dead_air_seconds_total, culprit",
    "ai_agent_call_mos_score, source",
    "ai_agent_call_cache_requests_total, result",
    "ai_agent_call_tokens_total, kind",
    "ai_agent_call_cost_total, component currency",
    "ai_agent_call_evaluation_total, evaluation verdict",
    "ai_agent_call_tool_total, tool status",
    "ai_agent_call_duration_seconds,",
    "ai_agent_call_turns_total,",
    "ai_agent_call_barge_in_total,",
    "ai_agent_call_agent_interruption_total,",
    "ai_agent_call_response_latency_seconds,",
    "ai_agent_call_first_word_seconds,",
    "ai_agent_call_csat_score,",
    "ai_agent_call_wer_ratio,",
  })
  void familiesHaveTheLabelsThatAreReadHere(String name, String own) {
    List<String> expected = new ArrayList<>(KpiQuery.CALL_LABELS);
    if (own != null) {
      expected.addAll(List.of(own.split(" ")));
    }
    assertThat(families().get(name).labels()).isEqualTo(expected);
  }

  @Test
  void queriesNameFamiliesThatExist() {
    Set<String> known = new TreeSet<>();
    families()
        .forEach(
            (name, family) ->
                Stream.of("", "_bucket", "_sum", "_count").map(name::concat).forEach(known::add));
    Set<String> named =
        KpiCatalog.bundled().all().stream()
            .flatMap(kpi -> Pattern.compile("ai_agent_[a-z0-9_]+").matcher(kpi.promql()).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void everyRatioHasAMinimumAndEveryIdIsUnique() {
    List<Kpi> all = KpiCatalog.bundled().all();
    assertThat(all).extracting(Kpi::id).doesNotHaveDuplicates().contains("aht_seconds@v1");
    assertThat(all)
        .filteredOn(kpi -> kpi.name().endsWith("_rate") && kpi.counts().equals("calls"))
        .filteredOn(kpi -> !kpi.name().startsWith("dead_air"))
        .allMatch(kpi -> kpi.minimum() >= 10);
    assertThat(KpiCatalog.bundled().named("aht_seconds@v1")).isPresent();
    assertThat(KpiCatalog.bundled().named("aht_seconds@v2")).isEmpty();
  }

  @Test
  void everySumThatIsCountedIsUsed() {
    String text = KpiCatalog.bundled().formulas();
    assertThat(Sum.values())
        .filteredOn(sum -> !text.contains("sum=" + sum.name()))
        .containsExactlyInAnyOrder(Sum.CALL_SECONDS, Sum.TIMED_CALLS); // only costs need these
  }

  @Test
  void mistakesAreListedWithTheirLines() {
    assertThatThrownBy(
            () ->
                KpiCatalog.parse(
                    "k.yml",
                    """
                    kpis:
                      - name: a
                        title: A
                        formula: x / y
                        unit: furlongs
                        counts: calls
                        absent: none
                        source: ours
                        direction: lower
                        divide: [callz]
                        by: [calls]
                        colour: red
                    """))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("k.yml:5")
        .hasMessageContaining("k.yml:10")
        .hasMessageContaining("\"callz\" is none of the sums")
        .hasMessageContaining("colour");
  }

  private static Map<String, Family> families() {
    return CallCatalog.bundled().of(Scope.FLEET).stream()
        .map(Mapping::family)
        .collect(Collectors.toMap(Family::name, family -> family));
  }
}
