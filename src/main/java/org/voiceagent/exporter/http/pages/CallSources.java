package org.voiceagent.exporter.http.pages;

import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.ReportStore;

/**
 * What pages show of single calls. Thread-safe.
 *
 * @param reports the newest finished calls
 * @param archive any other call whose folder still exists
 * @param redactor removes personal data from a text; if it throws, the text is withheld
 */
public record CallSources(ReportStore reports, CallArchive archive, Redactor redactor) {}
