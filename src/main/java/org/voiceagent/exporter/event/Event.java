package org.voiceagent.exporter.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened, as the line of a file says it: nothing is hashed, redacted or checked
 * against a schema yet. The data must not be changed.
 *
 * @param name what happened, such as {@code llm.call}; not empty
 * @param at when it happened; kept to the nanosecond
 * @param id tells it from every other event, so that a copy does not count again; empty if the
 *     writer gives none
 * @param callId the id of the call it belongs to, as the line says it; empty if it names none
 * @param data everything else; empty if the line has no data
 */
public record Event(
    String name, Instant at, Optional<String> id, Optional<String> callId, ObjectNode data) {}
