package org.voiceagent.exporter.inbox;

import java.time.Duration;

/**
 * What senders may use up.
 *
 * @param connections how many may be open; beyond that, the one that has waited longest is closed
 * @param parallel how many requests may be read and checked at once if their bodies are large
 * @param bodyBytes the longest body, also after it is unpacked. Audio that is thrown away does not
 *     count
 * @param requestTime how long a sender may take for one request
 * @param perSecond how many requests of one source are stored in a second, on average over 10 s
 * @param spoolBytes how much may wait to be put into the calls' folders
 * @param quarantineBytes how much of what cannot be used is kept; the oldest goes first
 */
public record InboxLimits(
    int connections,
    int parallel,
    int bodyBytes,
    Duration requestTime,
    int perSecond,
    long spoolBytes,
    long quarantineBytes) {

  /** Suits some hundred calls at once, and the heap of 96 MB that the packages set. */
  public static InboxLimits defaults() {
    return new InboxLimits(64, 2, 4 << 20, Duration.ofSeconds(10), 100, 1L << 30, 64L << 20);
  }
}
