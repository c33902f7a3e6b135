package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.anomaly.DetectionMethod;

/**
 * What is unusual now, and what was looked at to find out.
 *
 * @param at when this was worked out
 * @param anomalies what is unusual, by pipeline and indicator
 * @param judged every indicator that had enough values to be judged by a method
 * @param pipelinesLeftOut how many pipelines with fewer calls were not looked at
 */
public record AnomalyReport(
    Instant at, List<KpiAnomaly> anomalies, Set<Judged> judged, int pipelinesLeftOut) {

  /**
   * One indicator of one pipeline, judged by one method.
   *
   * @param kpi the indicator's name without its version
   * @param pipelineName the pipeline
   * @param method the method
   */
  public record Judged(String kpi, String pipelineName, DetectionMethod method) {}

  /** Makes immutable copies. */
  public AnomalyReport {
    anomalies = List.copyOf(anomalies);
    judged = Set.copyOf(judged);
  }

  /** Before anything was worked out. */
  public static AnomalyReport none() {
    return new AnomalyReport(Instant.EPOCH, List.of(), Set.of(), 0);
  }
}
