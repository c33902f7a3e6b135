package org.voiceagent.exporter.call;

import java.util.OptionalDouble;

/**
 * One use of a tool by the agent. Immutable.
 *
 * @param name the tool's name; never blank
 * @param status how it went, such as {@code success} or {@code error}, or ""
 * @param durationMs how long it took, in ms, 0 or more, if known
 */
public record ToolCall(String name, String status, OptionalDouble durationMs) {}
