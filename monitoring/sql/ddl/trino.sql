-- The tables of the lake for Trino, whose catalog of the connector hive has
-- hive.timestamp-precision=MICROSECONDS; put the name of the schema for SCHEMA. Call
-- system.sync_partition_metadata again for days that were written since; hive.metastore=file
-- needs no service. Put the folder or the address of the lake for LAKE.

CREATE TABLE IF NOT EXISTS stored_calls (
  call_uuid varchar,
  ended_at timestamp(6),
  counted_at timestamp(6),
  host varchar,
  caller_hash varchar,
  pipeline_name varchar,
  provider_id varchar,
  model_variant varchar,
  outcome varchar,
  end_reason varchar,
  transport varchar,
  sentiment_band varchar,
  duration_seconds double,
  turns double,
  barge_ins double,
  agent_interruptions double,
  transferred boolean,
  resolved boolean,
  csat double,
  wer double,
  recognised_seconds double,
  speech_to_speech boolean,
  mos double,
  mos_source varchar,
  agent_speech_seconds double,
  caller_speech_seconds double,
  overlap_seconds double,
  caller_silence_seconds double,
  agent_silence_seconds double,
  tool_silence_seconds double,
  unattributed_silence_seconds double,
  cache_hits double,
  cache_misses double,
  input_tokens double,
  cached_input_tokens double,
  output_tokens double,
  tts_characters double,
  stt_seconds double,
  cost double,
  cost_currency varchar,
  other_costs array(double),
  other_currencies array(varchar),
  evaluations_passed double,
  evaluations_failed double,
  tool_calls double,
  tool_failures double,
  low_watermark_hits double,
  underflows double,
  transport_restarts double,
  fallbacks double,
  errors double,
  recommendations array(varchar),
  first_word_seconds double,
  response_seconds array(double),
  stt_latency_seconds array(double),
  llm_latency_seconds array(double),
  tts_latency_seconds array(double),
  eou_latency_seconds array(double),
  transport_latency_seconds array(double),
  unattributed_latency_seconds array(double),
  event_date date
) WITH (
  format = 'PARQUET',
  partitioned_by = ARRAY['event_date'],
  external_location = 'LAKE/calls'
);

CALL system.sync_partition_metadata('SCHEMA', 'stored_calls', 'FULL');

CREATE OR REPLACE VIEW calls AS SELECT call_uuid, ended_at, counted_at,
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

CREATE TABLE IF NOT EXISTS stored_events (
  call_uuid varchar,
  event_key varchar,
  event varchar,
  happened_at timestamp(6),
  host varchar,
  data varchar,
  event_date date
) WITH (
  format = 'PARQUET',
  partitioned_by = ARRAY['event_date'],
  external_location = 'LAKE/events'
);

CALL system.sync_partition_metadata('SCHEMA', 'stored_events', 'FULL');

CREATE OR REPLACE VIEW events AS SELECT call_uuid, event_key, event,
  happened_at, host, data, event_date FROM (
  SELECT stored_events.*, dense_rank() OVER (PARTITION BY event_key ORDER BY host) AS place
  FROM stored_events
) ranked WHERE place = 1;

CREATE TABLE IF NOT EXISTS stored_daily (
  host varchar,
  pipeline_name varchar,
  provider_id varchar,
  model_variant varchar,
  measure varchar,
  detail varchar,
  seconds double,
  n double,
  total double,
  counted_at timestamp(6),
  event_date date
) WITH (
  format = 'PARQUET',
  partitioned_by = ARRAY['event_date'],
  external_location = 'LAKE/daily'
);

CALL system.sync_partition_metadata('SCHEMA', 'stored_daily', 'FULL');

CREATE OR REPLACE VIEW daily AS SELECT * FROM stored_daily;
