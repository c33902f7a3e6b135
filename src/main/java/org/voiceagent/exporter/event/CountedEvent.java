package org.voiceagent.exporter.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that was counted, with what may be kept of it.
 *
 * @param key tells it from every other event and stays the same if the event is read again: a hash
 *     of its id, or without one its file and its position there
 * @param name what happened, such as {@code llm.call}
 * @param at when it happened
 * @param callId the id of its call, hashed if the catalog says so; empty if there is none
 * @param fields the fields the catalog allows, redacted or hashed as it says; not to be changed
 */
public record CountedEvent(
    String key, String name, Instant at, Optional<String> callId, ObjectNode fields) {}
