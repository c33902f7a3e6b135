package org.voiceagent.exporter.httpserver;

import java.time.Duration;

/**
 * How long a client may take before its connection is closed.
 *
 * @param request to send a whole request, from its first byte; for the first request, from the
 *     start of the connection, including the TLS handshake
 * @param answer from then until the response is created and received
 * @param idle between the end of a response and the first byte of the next request
 */
public record TimeLimits(Duration request, Duration answer, Duration idle) {}
