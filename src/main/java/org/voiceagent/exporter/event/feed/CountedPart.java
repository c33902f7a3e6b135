package org.voiceagent.exporter.event.feed;

import java.util.List;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.ledger.Entry;

/**
 * A part of an event file once its lines were judged. It is judged once and recorded as it is,
 * however often that is tried.
 *
 * @param entry what the ledger records
 * @param events what is kept before it is recorded, and passed on after that
 * @param rejected the lines that are kept for the operator
 */
record CountedPart(Entry entry, List<CountedEvent> events, List<RejectedLine> rejected) {}
