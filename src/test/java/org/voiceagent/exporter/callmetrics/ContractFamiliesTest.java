package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.measured;

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
          ai_agent_call_first_word_seconds                   | histogram | L
          ai_agent_call_speech_seconds_total                 | counter   | L,speaker
          ai_agent_call_dead_air_seconds_total               | counter   | L,culprit
          ai_agent_call_agent_interruption_total             | counter   | L
          ai_agent_call_tokens_total                         | counter   | L,kind
          ai_agent_call_tts_characters_total                 | counter   | L
          ai_agent_call_stt_seconds_total                    | counter   | L
          ai_agent_call_cost_total                           | counter   | L,component,currency
          ai_agent_call_unpriced_total                       | counter   | L,component
          ai_agent_call_cache_requests_total                 | counter   | L,result
          ai_agent_call_wer_ratio                            | histogram | L
          ai_agent_call_mos_score                            | histogram | L,source
          ai_agent_call_csat_score                           | histogram | L
          ai_agent_call_resolved_total                       | counter   | L,resolved
          ai_agent_call_end_total                            | counter   | L,reason
          ai_agent_call_tool_total                           | counter   | L,tool,status
          ai_agent_call_tool_duration_seconds                | histogram | L,tool
          ai_agent_call_error_total                          | counter   | L,component,type
          ai_agent_call_evaluation_total                     | counter   | L,evaluation,verdict
          voice_agent_exporter_sessions_simulated_total      | counter   | -
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
          ai_agent_call_tool_duration_seconds     | .05 .1 .2 .3 .5 .8 1 1.5 2 3 5 10
          ai_agent_call_first_word_seconds        | .2 .3 .5 .8 1 1.2 1.5 2 2.75 3.5 5 8 15 30
          ai_agent_call_wer_ratio                 | .02 .05 .1 .15 .2 .3 .5 1
          ai_agent_call_mos_score                 | 1.5 2 2.5 3 3.5 3.8 4 4.2 4.4
          ai_agent_call_csat_score                | 1 2 3 4 5
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
    CallReport report =
        Reports.of(measured("a"), Reports.recommendation("key", "field", Severity.INFO));
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
    assertThat(shown.get(true)).isEqualTo(43);
  }
}
