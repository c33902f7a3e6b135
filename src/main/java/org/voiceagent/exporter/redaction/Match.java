package org.voiceagent.exporter.redaction;

import org.voiceagent.exporter.redaction.text.Category;

/**
 * Where personal data was found.
 *
 * @param category the word of its placeholder: the label of a {@link Category}, or the name of a
 *     custom pattern
 * @param start its first UTF-16 unit in the original text
 * @param end the unit after its last
 */
public record Match(String category, int start, int end) {}
