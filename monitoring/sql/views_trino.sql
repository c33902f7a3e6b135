-- The views latencies and costs over the table calls, for Trino. They are of the default catalog
-- and schema.
CREATE OR REPLACE VIEW latencies AS
SELECT call_uuid, event_date, part, seconds
FROM calls
CROSS JOIN UNNEST(
  ARRAY['response', 'stt', 'llm', 'tts', 'eou', 'transport', 'unattributed', 'first_word'],
  ARRAY[response_seconds, stt_latency_seconds, llm_latency_seconds, tts_latency_seconds,
    eou_latency_seconds, transport_latency_seconds, unattributed_latency_seconds,
    CASE WHEN first_word_seconds IS NOT NULL THEN ARRAY[first_word_seconds] END]
) AS parts(part, measured)
CROSS JOIN UNNEST(measured) AS each(seconds);

CREATE OR REPLACE VIEW costs AS
SELECT call_uuid, event_date, cost_currency AS currency, cost AS amount FROM calls
WHERE cost IS NOT NULL
UNION ALL
SELECT call_uuid, event_date, currency, amount
FROM calls
CROSS JOIN UNNEST(other_currencies, other_costs) AS other(currency, amount);
