package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.ledger.Entry;

/**
 * A call that is ready to be counted.
 *
 * @param counted what the ledger records of it
 * @param publish shows it; run once, after it is recorded
 */
public record FinishedCall(Entry counted, Runnable publish) {}
