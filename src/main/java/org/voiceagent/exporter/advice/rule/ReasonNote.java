package org.voiceagent.exporter.advice.rule;

/**
 * A sentence that is added to the reason for some calls, for example because an engine's version
 * treats a key differently.
 *
 * @param when the calls it is meant for
 * @param text the sentence, with the same placeholders as the reason
 */
public record ReasonNote(Condition when, ReasonTemplate text) {}
