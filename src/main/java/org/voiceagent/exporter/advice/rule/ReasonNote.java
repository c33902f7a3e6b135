package org.voiceagent.exporter.advice.rule;

/**
 * A sentence that is added to a reason for some calls, such as that an engine's version treats a
 * key otherwise.
 *
 * @param when for which calls
 * @param text the sentence; may quote what the reason may
 */
public record ReasonNote(Condition when, ReasonTemplate text) {}
