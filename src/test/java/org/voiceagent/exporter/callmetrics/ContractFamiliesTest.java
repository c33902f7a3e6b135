package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.Telemetry;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Reports;
import org.voiceagent.exporter.testing.SampleEffects;

/** The families the outside world relies on, written down here once more, by hand. */
final class ContractFamiliesTest {
  private static final String L = "pipeline_name,provider_id,model_variant";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ai_agent_calls_total                               | counter   | L,outcome
          ai_agent_call_duration_seconds                     | histogram | L
          ai_agent_call_turns_total                          | counter   | L
          ai_agent_call_barge_in_total                       | counter   | L
          ai_agent_call_jitter_low_watermark_hits_total      | counter   | L,transport
          ai_agent_call_underflow_total                      | counter   | L,transport
          ai_agent_call_transport_restarts_total             | counter   | L,transport
          ai_agent_call_fallback_total                       | counter   | L,transport,reason
          ai_agent_call_response_latency_seconds             | histogram | L
          ai_agent_call_component_latency_seconds            | histogram | L,component
          ai_agent_call_sentiment_total                      | counter   | L,band
          ai_agent_setting_recommendation_total              | counter   | field,severity,recommendation_key,pipeline_name
          ai_agent_calls_active                              | gauge     | -
          ai_agent_call_sentiment_score                      | gauge     | call_uuid,L
          ai_agent_call_info                                 | gauge     | call_uuid,L,outcome,transport,engine_version
          ai_agent_recent_call_duration_seconds              | gauge     | call_uuid,L
          ai_agent_recent_call_turns                         | gauge     | call_uuid,L
          ai_agent_recent_call_jitter_low_watermark_hits     | gauge     | call_uuid,L
          ai_agent_recent_call_fallbacks                     | gauge     | call_uuid,L
          ai_agent_recent_call_response_latency_seconds      | gauge     | call_uuid,L
          ai_agent_recent_call_recommendations               | gauge     | call_uuid,L
          ai_agent_recent_call_end_timestamp_seconds         | gauge     | call_uuid,L
          voice_agent_exporter_build_info                    | gauge     | version,revision,branch,java_version
          voice_agent_exporter_sessions_ingested_total       | counter   | -
          voice_agent_exporter_sessions_rejected_total       | counter   | reason
          voice_agent_exporter_values_rejected_total         | counter   | field,reason
          voice_agent_exporter_sessions_pending              | gauge     | -
          voice_agent_exporter_ingest_lag_seconds            | histogram | -
          voice_agent_exporter_rescans_total                 | counter   | cause
          voice_agent_exporter_label_sets_folded_total       | counter   | -
          voice_agent_exporter_recent_calls_evicted_total    | counter   | -
          voice_agent_exporter_config_last_reload_successful | gauge     | -
          voice_agent_exporter_config_last_reload_success_timestamp_seconds | gauge | -
          """)
  void isDeclaredWithItsTypeAndLabelsAndIsOnThePageBeforeTheFirstCall(
      String name, String type, String labels) {
    Catalog<CallReport> catalog = CallCatalog.bundled();
    Family family =
        catalog.of(Scope.values()).stream()
            .map(Mapping::family)
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .or(() -> catalog.declared().stream().filter(f -> f.name().equals(name)).findFirst())
            .orElseThrow();
    assertThat(family.type().label()).isEqualTo(type);
    assertThat(String.join(",", family.labels()))
        .isEqualTo(labels.replace("-", "").replace("L", L));
    assertThat(new Board().page().types()).containsEntry(name, type);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ai_agent_call_duration_seconds          | 10 30 60 120 180 300 600 900 1800 3600
          ai_agent_call_response_latency_seconds  | .2 .3 .5 .8 1 1.2 1.5 2 2.75 3.5 5 8 15 30
          ai_agent_call_component_latency_seconds | .05 .1 .2 .3 .5 .8 1 1.5 2 3 5 10
          """)
  void hasTheBucketsOfTheContract(String name, String buckets) {
    assertThat(CallCatalog.bundled().of(Scope.FLEET))
        .filteredOn(spec -> spec.family().name().equals(name))
        .singleElement()
        .satisfies(
            spec ->
                assertThat(spec.family().buckets())
                    .isEqualTo(Stream.of(buckets.split(" ")).map(Double::valueOf).toList()));
  }

  @Test
  void theJavaMachineAndTheProcessAreThereToo() {
    Telemetry telemetry =
        Telemetry.create(CallMetrics.Limits.defaults(), () -> CallSessions.COMPLETED_AT);
    assertThat(
            MetricsPage.of(telemetry.page().render(Format.TEXT, Set.of(), false).bytes())
                .types()
                .keySet())
        .contains(
            "ai_agent_calls_total",
            "voice_agent_exporter_build_info",
            "jvm_memory_bytes_used",
            "jvm_gc_collection_seconds",
            "jvm_threads_current",
            "jvm_info",
            "process_cpu_seconds_total",
            "process_resident_memory_bytes",
            "process_open_fds",
            "process_start_time_seconds");
  }

  @Test
  void aCallOfWhichAllIsKnownGivesASampleInEveryFamilyAboutCalls() {
    Board board = new Board();
    CallSessions call = complete("a");
    CallReport report = Reports.of(call, Reports.recommendation("key", "field", Severity.INFO));
    board.count(new CallReport(report.session(), report.advice(), List.of(SampleEffects.helped())));
    MetricsPage page = board.page();
    Set<String> families =
        page.types().keySet().stream()
            .filter(name -> name.startsWith("ai_agent_"))
            .collect(Collectors.toSet());
    Map<Boolean, Long> shown =
        families.stream()
            .collect(
                Collectors.partitioningBy(
                    name -> page.series().stream().anyMatch(s -> s.startsWith(name)),
                    Collectors.counting()));
    assertThat(shown.get(false)).isZero();
    assertThat(shown.get(true)).isEqualTo(23);
  }
}
