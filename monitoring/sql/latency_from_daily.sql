-- Percentiles of every latency from the totals of whole days, within 2.5 % of the exact ones: the
-- same numbers as on the pages and of the command kpi, which have the same buckets.
SELECT
  part,
  max(n_of_all) AS n,
  min(CASE WHEN n_up_to >= ceil(0.50e0 * n_of_all) THEN seconds END) AS p50_seconds,
  min(CASE WHEN n_up_to >= ceil(0.95e0 * n_of_all) THEN seconds END) AS p95_seconds,
  min(CASE WHEN n_up_to >= ceil(0.99e0 * n_of_all) THEN seconds END) AS p99_seconds
FROM (
  SELECT
    part,
    seconds,
    sum(n) OVER (PARTITION BY part ORDER BY seconds) AS n_up_to,
    sum(n) OVER (PARTITION BY part) AS n_of_all
  FROM (
    SELECT detail AS part, seconds, sum(n) AS n
    FROM daily
    WHERE measure = 'latency'
    GROUP BY detail, seconds
  ) in_buckets
) running
GROUP BY part
ORDER BY part
