-- The views over the table calls that every question may use; monitoring/sql has them for Trino
-- and Spark.
CREATE OR REPLACE VIEW latencies AS
SELECT call_uuid, event_date, 'response' AS part, unnest(response_seconds) AS seconds FROM calls
UNION ALL SELECT call_uuid, event_date, 'stt', unnest(stt_latency_seconds) FROM calls
UNION ALL SELECT call_uuid, event_date, 'llm', unnest(llm_latency_seconds) FROM calls
UNION ALL SELECT call_uuid, event_date, 'tts', unnest(tts_latency_seconds) FROM calls
UNION ALL SELECT call_uuid, event_date, 'eou', unnest(eou_latency_seconds) FROM calls
UNION ALL SELECT call_uuid, event_date, 'transport', unnest(transport_latency_seconds) FROM calls
UNION ALL
SELECT call_uuid, event_date, 'unattributed', unnest(unattributed_latency_seconds) FROM calls
UNION ALL
SELECT call_uuid, event_date, 'first_word', first_word_seconds FROM calls
WHERE first_word_seconds IS NOT NULL;

CREATE OR REPLACE VIEW costs AS
SELECT call_uuid, event_date, cost_currency AS currency, cost AS amount FROM calls
WHERE cost IS NOT NULL
UNION ALL
SELECT call_uuid, event_date, unnest(other_currencies), unnest(other_costs) FROM calls;
