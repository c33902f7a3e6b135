package org.voiceagent.exporter.redaction;

import org.voiceagent.exporter.redaction.text.Category;

/**
 * Where something was found.
 *
 * @param category the word of its placeholder: that of a {@link Category}, or an own pattern's name
 * @param start its first UTF-16 unit in the original text
 * @param end the unit after its last
 */
public record Match(String category, int start, int end) {}
