package org.voiceagent.exporter.feedback;

import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallSession;

/**
 * A finished call and what the rules say of it.
 *
 * @param session the call
 * @param advice its recommendations, best first
 */
public record CallReport(CallSession session, Advice advice) {}
