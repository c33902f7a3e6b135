package org.voiceagent.exporter.http.pages;

import java.util.function.Supplier;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.telemetry.IntakeSummary;

/**
 * What pages show of many calls. Thread-safe.
 *
 * @param history how calls went, by the hour
 * @param anomalies what is unusual
 * @param intake what became of the sessions since the start
 * @param conclusions what follows from all remembered calls
 */
public record KpiSources(
    KpiReports history,
    Supplier<AnomalyReport> anomalies,
    Supplier<IntakeSummary> intake,
    AdviceReports conclusions) {}
