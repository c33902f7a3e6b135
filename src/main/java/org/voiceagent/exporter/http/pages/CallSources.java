package org.voiceagent.exporter.http.pages;

import java.util.function.Supplier;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.intake.Resting;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.ReportStore;

/**
 * What pages show of single calls. Thread-safe.
 *
 * @param reports the newest finished calls
 * @param listed the list of finished calls, to find and to sort them
 * @param archive any other call whose folder still exists
 * @param resting the folders whose calls are not counted
 * @param redactor removes personal data from a text; if it throws, the text is withheld
 */
public record CallSources(
    ReportStore reports,
    CallIndex listed,
    CallArchive archive,
    Supplier<Resting> resting,
    Redactor redactor) {}
