/**
 * An event: one thing that some process saw and wrote down as one line, such as a call of a
 * language model. Says what an event is and what may become of it; which events count, and as what,
 * is said by whoever implements {@link org.voiceagent.exporter.event.EventCounting}.
 */
package org.voiceagent.exporter.event;
