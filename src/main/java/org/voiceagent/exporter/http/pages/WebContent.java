package org.voiceagent.exporter.http.pages;

import java.util.function.Supplier;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.ReportStore;

/**
 * Where the pages take their content from. Everything here is called from several threads at once.
 *
 * @param version the daemon's version, for the landing page
 * @param metrics makes the page Prometheus scrapes
 * @param reports the newest finished calls
 * @param conclusions what all remembered calls tell together
 * @param archive any other call whose folder is still there
 * @param redactor takes personal data out of a text; if it throws, nothing of the text is shown
 * @param progress how far the calls found at start are counted
 * @param reload applies changed rules and thresholds
 */
public record WebContent(
    String version,
    MetricsSource metrics,
    ReportStore reports,
    AdviceReports conclusions,
    CallArchive archive,
    Redactor redactor,
    Supplier<Progress> progress,
    Reload reload) {

  /** The same with other metrics. */
  public WebContent with(MetricsSource other) {
    return new WebContent(
        version, other, reports, conclusions, archive, redactor, progress, reload);
  }
}
