-- The key performance indicators of all calls of the lake in one row: the formulas of docs/kpis.md,
-- without those of percentiles (latency_percentiles.sql), costs (kpi_cost.sql) and repeated calls.
-- It runs unchanged on DuckDB, Trino, Spark, PostgreSQL and ClickHouse: numbers are written as 1e0,
-- because 1.0 is a decimal, whose average some of them round. Add a WHERE with event_date for a
-- period.
SELECT
  count(outcome) AS calls,
  avg(CASE WHEN outcome <> 'abandoned' THEN duration_seconds END) AS aht_seconds,
  avg(turns) AS turns_per_call,
  avg(CASE WHEN transferred THEN 0e0 WHEN NOT transferred THEN 1e0 END) AS containment_rate,
  avg(CASE WHEN transferred THEN 1e0 WHEN NOT transferred THEN 0e0 END) AS transfer_rate,
  avg(CASE WHEN outcome = 'abandoned' THEN 1e0 WHEN outcome <> 'unknown' THEN 0e0 END)
    AS abandonment_rate,
  avg(CASE WHEN outcome = 'error' THEN 1e0 WHEN outcome <> 'unknown' THEN 0e0 END) AS error_rate,
  avg(CASE WHEN resolved THEN 1e0 WHEN NOT resolved THEN 0e0 END) AS fcr_stated_rate,
  avg(csat) AS csat_mean,
  avg(CASE WHEN csat >= 4e0 THEN 1e0 WHEN csat < 4e0 THEN 0e0 END) AS csat_top_two_rate,
  count(csat) * 1e0 / nullif(sum(CASE WHEN outcome <> 'abandoned' THEN 1e0 ELSE 0e0 END), 0e0)
    AS csat_response_rate,
  sum(CASE WHEN caller_speech_seconds IS NOT NULL THEN agent_speech_seconds END)
    / nullif(sum(agent_speech_seconds + caller_speech_seconds), 0e0) AS talk_ratio,
  avg(silence_seconds) AS dead_air_seconds,
  avg(CASE WHEN silence_seconds IS NOT NULL
    THEN coalesce(agent_silence_seconds, 0e0) + coalesce(tool_silence_seconds, 0e0) END)
    AS dead_air_agent_seconds,
  sum(CASE WHEN duration_seconds IS NOT NULL THEN silence_seconds END)
    / nullif(sum(CASE WHEN silence_seconds IS NOT NULL THEN duration_seconds END), 0e0)
    AS dead_air_rate,
  avg(barge_ins) AS barge_ins_per_call,
  avg(agent_interruptions) AS agent_interruptions_per_call,
  sum(CASE WHEN recognised_seconds > 0e0 THEN transcribed_wer * recognised_seconds END)
    / nullif(sum(CASE WHEN transcribed_wer IS NOT NULL THEN recognised_seconds END), 0e0) AS wer,
  avg(transcribed_wer) AS wer_mean,
  avg(CASE WHEN mos_source <> 'g107' THEN mos END) AS mos_engine_mean,
  avg(CASE WHEN mos_source = 'g107' THEN mos END) AS mos_g107_mean,
  sum(coalesce(cache_hits, 0e0))
    / nullif(sum(coalesce(cache_hits, 0e0) + coalesce(cache_misses, 0e0)), 0e0) AS cache_hit_rate,
  sum(cached_input_tokens)
    / nullif(sum(CASE WHEN cached_input_tokens IS NOT NULL THEN input_tokens END), 0e0)
    AS prompt_cache_rate,
  avg(input_tokens) AS input_tokens_per_call,
  avg(output_tokens) AS output_tokens_per_call,
  sum(coalesce(evaluations_passed, 0e0))
    / nullif(sum(coalesce(evaluations_passed, 0e0) + coalesce(evaluations_failed, 0e0)), 0e0)
    AS evaluation_pass_rate,
  sum(coalesce(tool_failures, 0e0)) / nullif(sum(tool_calls), 0e0) AS tool_failure_rate
FROM (
  SELECT
    calls.*,
    CASE WHEN coalesce(speech_to_speech, false) THEN NULL ELSE wer END AS transcribed_wer,
    CASE
      WHEN caller_silence_seconds IS NULL AND agent_silence_seconds IS NULL
        AND tool_silence_seconds IS NULL AND unattributed_silence_seconds IS NULL THEN NULL
      ELSE coalesce(caller_silence_seconds, 0e0) + coalesce(agent_silence_seconds, 0e0)
        + coalesce(tool_silence_seconds, 0e0) + coalesce(unattributed_silence_seconds, 0e0)
    END AS silence_seconds
  FROM calls
) stated
