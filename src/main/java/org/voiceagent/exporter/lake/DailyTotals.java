package org.voiceagent.exporter.lake;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.voiceagent.exporter.kpi.LogBuckets;

/**
 * Makes the rows of {@link Dataset#DAILY} from a day's calls: counts and sums by label set, and
 * latencies in the buckets of the indicators. No row is about a single call or caller.
 */
final class DailyTotals {
  private static final String LABELS = "host, pipeline_name, provider_id, model_variant";

  private DailyTotals() {}

  /**
   * The query of a day.
   *
   * @param calls a query for the calls
   */
  static String of(String calls) {
    return """
    WITH calls AS (%s), stated AS (
      SELECT calls.* REPLACE (
        coalesce(pipeline_name, '') AS pipeline_name,
        coalesce(provider_id, '') AS provider_id,
        coalesce(model_variant, '') AS model_variant),
        CASE WHEN coalesce(speech_to_speech, false) THEN NULL ELSE wer END AS transcribed_wer,
        CASE WHEN coalesce(caller_silence_seconds, agent_silence_seconds, tool_silence_seconds,
            unattributed_silence_seconds) IS NOT NULL
          THEN coalesce(caller_silence_seconds, 0e0) + coalesce(agent_silence_seconds, 0e0)
            + coalesce(tool_silence_seconds, 0e0) + coalesce(unattributed_silence_seconds, 0e0)
        END AS silence_seconds
      FROM calls
    ), valued AS (
      SELECT %s, 'calls' AS measure, outcome AS detail, 0e0 AS seconds,
        CAST(count(*) AS DOUBLE) AS n, CAST(count(*) AS DOUBLE) AS total
      FROM stated WHERE outcome IS NOT NULL GROUP BY ALL
      UNION ALL
      SELECT %s, s.measure, '', 0e0, s.n, s.total
      FROM (SELECT %s, unnest([%s]) AS s FROM stated GROUP BY ALL)
      UNION ALL
      SELECT %s, 'cost', currency, 0e0, CAST(count(*) AS DOUBLE), sum(amount)
      FROM (
        SELECT %s, cost_currency AS currency, cost AS amount FROM stated WHERE cost IS NOT NULL
        UNION ALL
        SELECT %s, unnest(other_currencies), unnest(other_costs) FROM stated)
      GROUP BY ALL
      UNION ALL
      SELECT %s, 'latency', part, %s, CAST(count(*) AS DOUBLE), sum(latency)
      FROM (%s) WHERE latency IS NOT NULL
      GROUP BY ALL
    )
    SELECT %s, measure, detail, seconds, n, total, counted_at
    FROM valued CROSS JOIN (SELECT max(counted_at) AS counted_at FROM calls)
    WHERE n > 0 ORDER BY ALL
    """
        .formatted(
            calls,
            LABELS,
            LABELS,
            LABELS,
            measures(),
            LABELS,
            LABELS,
            LABELS,
            LABELS,
            bucket(),
            latencies(),
            LABELS);
  }

  private static String measures() {
    return Arrays.stream(DailyMeasure.values())
        .map(
            one ->
                "{measure: '%s', n: CAST(count(%s) AS DOUBLE), total: CAST(sum(%s) AS DOUBLE)}"
                    .formatted(one.key(), one.value(), one.value()))
        .collect(Collectors.joining(", "));
  }

  /** As {@link LogBuckets} does it: the latency that stands for a bucket. */
  private static String bucket() {
    double gamma = (1 + LogBuckets.ERROR) / (1 - LogBuckets.ERROR);
    String step = Double.toString(Math.log(gamma));
    String shortest = Double.toString(LogBuckets.SHORTEST);
    return "CASE WHEN latency > %s THEN %s * exp(%s * least(%d, ceil(ln(latency / %s) / %s)))"
            .formatted(
                shortest,
                Double.toString(2 * LogBuckets.SHORTEST / (gamma + 1)),
                step,
                LogBuckets.COUNT - 1,
                shortest,
                step)
        + " ELSE "
        + shortest
        + " END";
  }

  private static String latencies() {
    String lists =
        List.of("response", "stt", "llm", "tts", "eou", "transport", "unattributed").stream()
            .map(
                part ->
                    "SELECT %s, '%s' AS part, unnest(%s) AS latency FROM stated"
                        .formatted(
                            LABELS,
                            part,
                            part.equals("response")
                                ? part + "_seconds"
                                : part + "_latency_seconds"))
            .collect(Collectors.joining(" UNION ALL "));
    return lists + " UNION ALL SELECT " + LABELS + ", 'first_word', first_word_seconds FROM stated";
  }
}
