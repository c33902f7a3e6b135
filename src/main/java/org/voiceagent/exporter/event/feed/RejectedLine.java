package org.voiceagent.exporter.event.feed;

import java.time.Instant;
import org.voiceagent.exporter.event.EventRejectReason;

/**
 * A line that does not count.
 *
 * @param reason why, as a fixed word
 * @param why the same in words; never text from the line
 * @param file where the file was, below the folder of events
 * @param position where the line begins, in bytes from the start of the file
 * @param line its beginning; what is not UTF-8 in it is replaced
 * @param at when it was read
 */
record RejectedLine(
    EventRejectReason reason, String why, String file, long position, String line, Instant at) {}
