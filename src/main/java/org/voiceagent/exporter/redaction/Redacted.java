package org.voiceagent.exporter.redaction;

/**
 * A text without what was found to be personal.
 *
 * @param text the text, with a word such as {@code [NUMBER]} in place of each hit
 * @param hits how many there were
 */
public record Redacted(String text, int hits) {}
