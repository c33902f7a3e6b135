package org.voiceagent.exporter.call;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an engine measured of one turn. Everything but the speaker may be unknown; unknown is never
 * 0. Immutable.
 *
 * @param speaker who spoke
 * @param startSeconds when the turn began, in s since the call's start, 0 or more
 * @param endSeconds when it ended, in s since the call's start; not before its start
 * @param interruptedBy who cut it off; empty if no one did or the engine does not say
 * @param eouMs time from the end of the caller's words until the engine took the turn as ended, in
 *     ms
 * @param sttMs time that speech to text took, in ms
 * @param llmMs time that the language model took, in ms
 * @param ttsMs time that text to speech took, in ms
 * @param turnMs time from the end of the caller's words to the agent's first sound, in ms
 */
public record TurnRow(
    Speaker speaker,
    OptionalDouble startSeconds,
    OptionalDouble endSeconds,
    Optional<Speaker> interruptedBy,
    OptionalDouble eouMs,
    OptionalDouble sttMs,
    OptionalDouble llmMs,
    OptionalDouble ttsMs,
    OptionalDouble turnMs) {}
