package org.voiceagent.exporter.httpserver;

import java.time.InstantSource;

/**
 * The parts of a server.
 *
 * @param name the prefix of its threads' names
 * @param transport the layer between the network and HTTP
 * @param handler answers the requests
 * @param bounds the limits for clients
 * @param clock the time for {@code Date} headers
 */
public record ServerSetup(
    String name,
    TransportLayer transport,
    RequestHandler handler,
    Bounds bounds,
    InstantSource clock) {

  /**
   * The limits for clients.
   *
   * @param connections how many may be open, at least 1; for each further one, the one that has
   *     waited longest is closed
   * @param limits the maximum size of a request
   * @param times how long a client may take
   */
  public record Bounds(int connections, RequestLimits limits, TimeLimits times) {}

  RequestLimits limits() {
    return bounds.limits();
  }

  TimeLimits times() {
    return bounds.times();
  }
}
