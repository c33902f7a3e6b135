package org.voiceagent.exporter.intake;

/**
 * How many of the records found at start are done.
 *
 * @param done records scanned
 * @param total records found
 * @param ready whether all of them are done
 */
public record Progress(int done, int total, boolean ready) {}
