package org.voiceagent.exporter.kpi;

import org.voiceagent.exporter.anomaly.Anomaly;

/**
 * Something unusual in an indicator of one pipeline.
 *
 * @param kpi the indicator; for a silence the number of calls
 * @param pipelineName the pipeline
 * @param anomaly what is unusual, in the indicator's unit
 */
public record KpiAnomaly(Kpi kpi, String pipelineName, Anomaly anomaly) {}
