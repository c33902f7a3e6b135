package org.voiceagent.exporter.cli;

import java.util.List;

/** Which indicators the short reports show, by their names without a version, in this order. */
final class KpiHeadlines {
  /** Those that tell how calls go right now. */
  static final List<String> LIVE =
      List.of(
          "calls",
          "error_rate",
          "response_latency_p50_seconds",
          "response_latency_p95_seconds",
          "response_latency_p99_seconds",
          "first_word_p50_seconds",
          "wer_mean",
          "mos_engine_mean",
          "mos_g107_mean",
          "cache_hit_rate",
          "csat_mean",
          "cost_per_call");

  /** Those that a manager asks for first. */
  static final List<String> EXECUTIVE =
      List.of(
          "calls",
          "aht_seconds",
          "containment_rate",
          "transfer_rate",
          "fcr_stated_rate",
          "fcr_repeat_rate",
          "csat_mean",
          "csat_top_two_rate",
          "error_rate",
          "abandonment_rate",
          "response_latency_p95_seconds",
          "cost_per_call",
          "cost_per_resolved_call");

  /** Those that are drawn over time. */
  static final List<String> CHARTED =
      List.of(
          "calls",
          "aht_seconds",
          "containment_rate",
          "fcr_stated_rate",
          "csat_mean",
          "error_rate",
          "response_latency_p95_seconds",
          "cost_per_call");

  /** Those that pipelines are compared by. */
  static final List<String> BY_PIPELINE =
      List.of(
          "calls",
          "aht_seconds",
          "fcr_stated_rate",
          "csat_mean",
          "error_rate",
          "response_latency_p95_seconds",
          "cost_per_call");

  private KpiHeadlines() {}
}
