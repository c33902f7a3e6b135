-- The indicators that most people ask for, by day and pipeline. docs/kpis.md has the formulas.
SELECT
  event_date,
  pipeline_name,
  count(outcome) AS calls,
  avg(CASE WHEN outcome <> 'abandoned' THEN duration_seconds END) AS aht_seconds,
  avg(CASE WHEN transferred THEN 0e0 WHEN NOT transferred THEN 1e0 END) AS containment_rate,
  avg(CASE WHEN outcome = 'abandoned' THEN 1e0 WHEN outcome <> 'unknown' THEN 0e0 END)
    AS abandonment_rate,
  avg(CASE WHEN outcome = 'error' THEN 1e0 WHEN outcome <> 'unknown' THEN 0e0 END) AS error_rate,
  avg(CASE WHEN resolved THEN 1e0 WHEN NOT resolved THEN 0e0 END) AS fcr_stated_rate,
  avg(csat) AS csat_mean
FROM calls
GROUP BY event_date, pipeline_name
ORDER BY event_date, pipeline_name
