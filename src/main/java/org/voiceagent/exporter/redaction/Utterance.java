package org.voiceagent.exporter.redaction;

import org.voiceagent.exporter.call.Speaker;

/**
 * What somebody said in one go.
 *
 * @param speaker who said it
 * @param text what was said; may be empty
 */
public record Utterance(Speaker speaker, String text) {}
