-- The tables of the lake for Spark SQL 3 and later. Put the folder or the address of the lake for LAKE.

CREATE OR REPLACE TEMPORARY VIEW stored_calls
USING parquet OPTIONS (path 'LAKE/calls', mergeSchema 'true');

CREATE OR REPLACE TEMPORARY VIEW calls AS SELECT call_uuid, ended_at, counted_at,
  host, caller_hash, pipeline_name, provider_id, model_variant, outcome, end_reason, transport,
  sentiment_band, duration_seconds, turns, barge_ins, agent_interruptions, transferred, resolved,
  csat, wer, recognised_seconds, speech_to_speech, mos, mos_source, agent_speech_seconds,
  caller_speech_seconds, overlap_seconds, caller_silence_seconds, agent_silence_seconds,
  tool_silence_seconds, unattributed_silence_seconds, cache_hits, cache_misses, input_tokens,
  cached_input_tokens, output_tokens, tts_characters, stt_seconds, cost, cost_currency,
  other_costs, other_currencies, evaluations_passed, evaluations_failed, tool_calls,
  tool_failures, low_watermark_hits, underflows, transport_restarts, fallbacks, errors,
  recommendations, first_word_seconds, response_seconds, stt_latency_seconds, llm_latency_seconds,
  tts_latency_seconds, eou_latency_seconds, transport_latency_seconds,
  unattributed_latency_seconds, event_date FROM (
  SELECT stored_calls.*, dense_rank() OVER (PARTITION BY call_uuid ORDER BY host) AS place
  FROM stored_calls
) ranked WHERE place = 1;

CREATE OR REPLACE TEMPORARY VIEW stored_events
USING parquet OPTIONS (path 'LAKE/events', mergeSchema 'true');

CREATE OR REPLACE TEMPORARY VIEW events AS SELECT call_uuid, event_key, event,
  happened_at, host, data, event_date FROM (
  SELECT stored_events.*, dense_rank() OVER (PARTITION BY event_key ORDER BY host) AS place
  FROM stored_events
) ranked WHERE place = 1;

CREATE OR REPLACE TEMPORARY VIEW stored_daily
USING parquet OPTIONS (path 'LAKE/daily', mergeSchema 'true');

CREATE OR REPLACE TEMPORARY VIEW daily AS SELECT * FROM stored_daily;
