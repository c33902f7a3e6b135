package org.voiceagent.exporter.call;

import java.util.OptionalDouble;

/**
 * How one criterion judged a call, after or during it. Immutable.
 *
 * @param name the criterion's name; never blank
 * @param score a finite number on the criterion's own scale, if there is one
 * @param verdict the judgement in a word, such as {@code success} or {@code fail}, or ""
 * @param explanation why, in sentences that may quote the caller, or ""; redact it before it leaves
 *     the daemon
 */
public record Evaluation(String name, OptionalDouble score, String verdict, String explanation) {}
