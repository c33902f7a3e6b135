package org.voiceagent.exporter.daemon;

import java.time.InstantSource;
import java.util.function.Function;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;

/**
 * What a daemon is started with.
 *
 * @param config the configuration
 * @param web TLS, passwords and headers, as {@link WebAccess#load} reads them
 * @param source reads the configuration again for a reload, command-line options included
 * @param version the program's version
 * @param clock wall-clock time
 */
public record DaemonSetup(
    ExporterConfig config,
    WebConfig web,
    Function<Problems, ExporterConfig> source,
    String version,
    InstantSource clock) {}
