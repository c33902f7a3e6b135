package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.history.CountedCalls;

/**
 * What a feed of calls counts with.
 *
 * @param counted the calls that were counted
 * @param calls turns finished calls into ledger entries
 * @param meter measures the intake
 * @param clock what time it is
 */
public record Counting(
    CountedCalls counted, FinishedCalls calls, IntakeMeter meter, IntakeClock clock) {}
