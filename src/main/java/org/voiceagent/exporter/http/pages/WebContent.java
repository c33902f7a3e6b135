package org.voiceagent.exporter.http.pages;

import java.util.function.Supplier;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.ReportStore;

/**
 * The sources of the pages' content. Several threads call them at the same time.
 *
 * @param version the daemon's version, for the landing page
 * @param metrics creates the page that Prometheus scrapes
 * @param reports the newest finished calls
 * @param conclusions what follows from all remembered calls
 * @param kpis how calls went, by the hour
 * @param anomalies what is unusual
 * @param archive any other call whose folder still exists
 * @param redactor removes personal data from a text; if it throws, the text is withheld
 * @param progress how many of the calls found at start are counted
 * @param reload applies changed rules and thresholds
 */
public record WebContent(
    String version,
    MetricsSource metrics,
    ReportStore reports,
    AdviceReports conclusions,
    KpiReports kpis,
    Supplier<AnomalyReport> anomalies,
    CallArchive archive,
    Redactor redactor,
    Supplier<Progress> progress,
    Reload reload) {

  /** The same with another source of metrics. */
  public WebContent with(MetricsSource other) {
    return new WebContent(
        version, other, reports, conclusions, kpis, anomalies, archive, redactor, progress, reload);
  }
}
