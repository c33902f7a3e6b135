-- What calls cost, in each currency: per call, per minute and per resolved call, by the formulas of
-- docs/kpis.md. costs is a view with a row for each call and currency.
SELECT
  currency,
  calls_with_cost,
  cost_per_call,
  cost_per_call / nullif(mean_seconds, 0e0) * 60e0 AS cost_per_minute,
  cost_per_call / nullif(resolved_share, 0e0) AS cost_per_resolved_call
FROM (
  SELECT currency, count(*) AS calls_with_cost, avg(amount) AS cost_per_call
  FROM costs
  GROUP BY currency
) by_currency
CROSS JOIN (
  SELECT
    avg(duration_seconds) AS mean_seconds,
    avg(CASE WHEN resolved THEN 1e0 WHEN NOT resolved THEN 0e0 END) AS resolved_share
  FROM calls
) of_all
ORDER BY currency
