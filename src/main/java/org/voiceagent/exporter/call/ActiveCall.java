package org.voiceagent.exporter.call;

import java.time.Instant;

/**
 * A call that has not ended yet.
 *
 * @param id its id
 * @param lastSign when its files last changed
 */
public record ActiveCall(CallId id, Instant lastSign) {}
