package org.voiceagent.exporter.redaction;

import org.voiceagent.exporter.call.Speaker;

/**
 * One utterance of a conversation.
 *
 * @param speaker who said it
 * @param text what was said; may be empty
 */
public record Utterance(Speaker speaker, String text) {}
