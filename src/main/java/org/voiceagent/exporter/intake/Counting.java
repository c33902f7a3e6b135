package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.ledger.Ledger;

/**
 * What a feed of calls counts with.
 *
 * @param ledger knows which calls were counted
 * @param calls turns finished calls into ledger entries
 * @param meter measures the intake
 * @param clock what time it is
 */
public record Counting(Ledger ledger, FinishedCalls calls, IntakeMeter meter, IntakeClock clock) {}
