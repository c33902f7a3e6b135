-- The indicators of kpi.sql, from the totals of whole days: some thousand rows a day are read,
-- however many calls there were. daily has a row for each day, label set and measure: n values came
-- to total. It runs unchanged on DuckDB, Trino, Spark, PostgreSQL and ClickHouse. Add a WHERE with
-- event_date for a period, or one with pipeline_name, provider_id or model_variant.
SELECT
  sum(CASE WHEN measure = 'calls' THEN n ELSE 0e0 END) AS calls,
  sum(CASE WHEN measure = 'handled_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'handled_seconds' THEN n END), 0e0) AS aht_seconds,
  sum(CASE WHEN measure = 'turns' THEN total END)
    / nullif(sum(CASE WHEN measure = 'turns' THEN n END), 0e0) AS turns_per_call,
  1e0 - sum(CASE WHEN measure = 'transferred' THEN total END)
    / nullif(sum(CASE WHEN measure = 'transferred' THEN n END), 0e0) AS containment_rate,
  sum(CASE WHEN measure = 'transferred' THEN total END)
    / nullif(sum(CASE WHEN measure = 'transferred' THEN n END), 0e0) AS transfer_rate,
  sum(CASE WHEN measure = 'calls' AND detail = 'abandoned' THEN n ELSE 0e0 END)
    / nullif(sum(CASE WHEN measure = 'calls' AND detail <> 'unknown' THEN n END), 0e0)
    AS abandonment_rate,
  sum(CASE WHEN measure = 'calls' AND detail = 'error' THEN n ELSE 0e0 END)
    / nullif(sum(CASE WHEN measure = 'calls' AND detail <> 'unknown' THEN n END), 0e0)
    AS error_rate,
  sum(CASE WHEN measure = 'resolved' THEN total END)
    / nullif(sum(CASE WHEN measure = 'resolved' THEN n END), 0e0) AS fcr_stated_rate,
  sum(CASE WHEN measure = 'csat' THEN total END)
    / nullif(sum(CASE WHEN measure = 'csat' THEN n END), 0e0) AS csat_mean,
  sum(CASE WHEN measure = 'csat_top_two' THEN total END)
    / nullif(sum(CASE WHEN measure = 'csat_top_two' THEN n END), 0e0) AS csat_top_two_rate,
  sum(CASE WHEN measure = 'csat' THEN n ELSE 0e0 END)
    / nullif(sum(CASE WHEN measure = 'calls' AND detail <> 'abandoned' THEN n END), 0e0)
    AS csat_response_rate,
  sum(CASE WHEN measure = 'agent_speech_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'speech_seconds' THEN total END), 0e0) AS talk_ratio,
  sum(CASE WHEN measure = 'dead_air_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'dead_air_seconds' THEN n END), 0e0) AS dead_air_seconds,
  sum(CASE WHEN measure = 'dead_air_agent_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'dead_air_agent_seconds' THEN n END), 0e0)
    AS dead_air_agent_seconds,
  sum(CASE WHEN measure = 'timed_dead_air_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'dead_air_call_seconds' THEN total END), 0e0)
    AS dead_air_rate,
  sum(CASE WHEN measure = 'barge_ins' THEN total END)
    / nullif(sum(CASE WHEN measure = 'barge_ins' THEN n END), 0e0) AS barge_ins_per_call,
  sum(CASE WHEN measure = 'agent_interruptions' THEN total END)
    / nullif(sum(CASE WHEN measure = 'agent_interruptions' THEN n END), 0e0)
    AS agent_interruptions_per_call,
  sum(CASE WHEN measure = 'wrong_seconds' THEN total END)
    / nullif(sum(CASE WHEN measure = 'recognised_seconds' THEN total END), 0e0) AS wer,
  sum(CASE WHEN measure = 'wer' THEN total END)
    / nullif(sum(CASE WHEN measure = 'wer' THEN n END), 0e0) AS wer_mean,
  sum(CASE WHEN measure = 'mos_engine' THEN total END)
    / nullif(sum(CASE WHEN measure = 'mos_engine' THEN n END), 0e0) AS mos_engine_mean,
  sum(CASE WHEN measure = 'mos_g107' THEN total END)
    / nullif(sum(CASE WHEN measure = 'mos_g107' THEN n END), 0e0) AS mos_g107_mean,
  sum(CASE WHEN measure = 'cache_hits' THEN total ELSE 0e0 END)
    / nullif(sum(CASE WHEN measure IN ('cache_hits', 'cache_misses') THEN total END), 0e0)
    AS cache_hit_rate,
  sum(CASE WHEN measure = 'cached_input_tokens' THEN total END)
    / nullif(sum(CASE WHEN measure = 'cacheable_input_tokens' THEN total END), 0e0)
    AS prompt_cache_rate,
  sum(CASE WHEN measure = 'input_tokens' THEN total END)
    / nullif(sum(CASE WHEN measure = 'input_tokens' THEN n END), 0e0) AS input_tokens_per_call,
  sum(CASE WHEN measure = 'output_tokens' THEN total END)
    / nullif(sum(CASE WHEN measure = 'output_tokens' THEN n END), 0e0) AS output_tokens_per_call,
  sum(CASE WHEN measure = 'evaluations_passed' THEN total ELSE 0e0 END)
    / nullif(sum(
      CASE WHEN measure IN ('evaluations_passed', 'evaluations_failed') THEN total END), 0e0)
    AS evaluation_pass_rate,
  sum(CASE WHEN measure = 'tool_failures' THEN total ELSE 0e0 END)
    / nullif(sum(CASE WHEN measure = 'tool_calls' THEN total END), 0e0) AS tool_failure_rate
FROM daily
