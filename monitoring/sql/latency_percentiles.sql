-- Exact percentiles of every latency by nearest rank: the value at the place ceil(share * n). The
-- pages and the command kpi work with buckets, which are within 2.5 % of these. latencies is a view
-- with a row for each measured latency. Functions for percentiles differ between engines; this
-- runs on all of them.
SELECT
  part,
  n,
  max(CASE WHEN place = ceil(0.50e0 * n) THEN seconds END) AS p50_seconds,
  max(CASE WHEN place = ceil(0.95e0 * n) THEN seconds END) AS p95_seconds,
  max(CASE WHEN place = ceil(0.99e0 * n) THEN seconds END) AS p99_seconds
FROM (
  SELECT
    part,
    seconds,
    row_number() OVER (PARTITION BY part ORDER BY seconds) AS place,
    count(*) OVER (PARTITION BY part) AS n
  FROM latencies
) ranked
GROUP BY part, n
ORDER BY part
