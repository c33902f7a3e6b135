package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event that a played system emits.
 *
 * @param name its name in the catalog
 * @param writer the process that appends it, and so the beginning of its file's name
 * @param data the payload
 */
record PlayedEvent(String name, String writer, ObjectNode data) {}
