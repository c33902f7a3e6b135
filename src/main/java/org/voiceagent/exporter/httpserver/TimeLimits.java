package org.voiceagent.exporter.httpserver;

import java.time.Duration;

/**
 * How long a client may take before its connection is closed.
 *
 * @param request to send a whole request, from its first byte, or from the start of the connection
 *     for the first request; a TLS handshake counts, too
 * @param answer from then until the answer is made and taken
 * @param idle between the end of an answer and the first byte of the next request
 */
public record TimeLimits(Duration request, Duration answer, Duration idle) {}
