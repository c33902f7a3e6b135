package org.voiceagent.exporter.http.pages;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.report.NewestEvents;

/**
 * What pages show of the daemon itself. Thread-safe.
 *
 * @param version the daemon's version
 * @param watched the folder in which engines write the folders of calls
 * @param progress how many of the calls found at start are counted
 * @param reload applies changed rules and thresholds
 * @param events the events that were counted last
 */
public record ServerSources(
    String version,
    Path watched,
    Supplier<Progress> progress,
    Reload reload,
    NewestEvents events) {}
