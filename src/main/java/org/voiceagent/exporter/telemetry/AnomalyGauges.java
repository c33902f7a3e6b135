package org.voiceagent.exporter.telemetry;

import io.prometheus.client.Gauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.kpi.AnomalyReport;

/**
 * Shows which indicators are unusual, and since when. What was not judged has no series, because
 * absent is never 0. Thread-safe.
 */
final class AnomalyGauges {
  private final Gauge anomaly;
  private final Gauge start;
  private Set<List<String>> shown = Set.of();

  AnomalyGauges(Gauge anomaly, Gauge start) {
    this.anomaly = anomaly;
    this.start = start;
  }

  /** Shows this report, and nothing of an earlier one. */
  synchronized void show(AnomalyReport report) {
    Map<List<String>, Double> starts = new HashMap<>();
    report
        .anomalies()
        .forEach(
            found ->
                starts.merge(
                    List.of(
                        found.kpi().name(), found.pipelineName(), found.anomaly().method().label()),
                    (double) found.anomaly().start().getEpochSecond(),
                    Math::min));
    Map<List<String>, Boolean> now = new HashMap<>();
    report
        .judged()
        .forEach(
            judged ->
                now.put(
                    List.of(judged.kpi(), judged.pipelineName(), judged.method().label()), false));
    starts.keySet().forEach(labels -> now.put(labels, true));
    now.forEach((labels, odd) -> anomaly.labels(array(labels)).set(odd ? 1 : 0));
    starts.forEach((labels, since) -> start.labels(array(labels)).set(since));
    for (List<String> labels : shown) {
      if (!now.containsKey(labels)) {
        anomaly.remove(array(labels));
      }
      if (!starts.containsKey(labels)) {
        start.remove(array(labels));
      }
    }
    shown = Set.copyOf(now.keySet());
  }

  private static String[] array(List<String> labels) {
    return labels.toArray(String[]::new);
  }
}
