package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.ledger.Entry;

/**
 * A call that is ready to be counted, or facts of a call that come after it.
 *
 * @param counted what the ledger records
 * @param publish shows it; run once, after it is recorded
 */
public record FinishedCall(Entry counted, Runnable publish) {}
