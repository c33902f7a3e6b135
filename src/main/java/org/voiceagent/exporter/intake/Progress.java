package org.voiceagent.exporter.intake;

/**
 * How far the folders found at start are done.
 *
 * @param done folders looked at
 * @param total folders found
 * @param ready whether all of them are done
 */
public record Progress(int done, int total, boolean ready) {}
