package org.voiceagent.exporter.callindex;

import java.util.Optional;

/**
 * A question to the list of calls.
 *
 * @param filter which calls
 * @param order in which order
 * @param after only those behind this position; empty to begin with the first
 * @param limit at most so many, from 1
 */
public record CallQuery(
    CallFilter filter, CallOrder order, Optional<CallCursor> after, int limit) {}
