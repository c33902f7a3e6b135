-- The views latencies and costs over the table calls, for Spark SQL 3 and later.
CREATE OR REPLACE TEMPORARY VIEW latencies AS
SELECT call_uuid, event_date, part, seconds
FROM calls
LATERAL VIEW inline(arrays_zip(
  array('response', 'stt', 'llm', 'tts', 'eou', 'transport', 'unattributed', 'first_word'),
  array(response_seconds, stt_latency_seconds, llm_latency_seconds, tts_latency_seconds,
    eou_latency_seconds, transport_latency_seconds, unattributed_latency_seconds,
    CASE WHEN first_word_seconds IS NOT NULL THEN array(first_word_seconds) END)
)) parts AS part, measured
LATERAL VIEW explode(measured) each AS seconds;

CREATE OR REPLACE TEMPORARY VIEW costs AS
SELECT call_uuid, event_date, cost_currency AS currency, cost AS amount FROM calls
WHERE cost IS NOT NULL
UNION ALL
SELECT call_uuid, event_date, currency, amount
FROM calls
LATERAL VIEW inline(arrays_zip(other_currencies, other_costs)) other AS currency, amount;
