package org.voiceagent.exporter.call;

/**
 * A fault during a call that the engine reports. Immutable.
 *
 * @param component the part of the engine that failed, such as {@code llm}, or ""
 * @param type the kind of fault in a word, such as {@code timeout}, or ""; it comes from the
 *     engine, so redact it before it leaves the daemon
 */
public record CallError(String component, String type) {}
