package org.voiceagent.exporter.httpserver;

import java.time.InstantSource;

/**
 * What a server is made of.
 *
 * @param name the beginning of its threads' names
 * @param transport what lies between the network and HTTP
 * @param handler answers the requests
 * @param bounds how large, how long and how many
 * @param clock the time that answers carry
 */
public record ServerSetup(
    String name,
    TransportLayer transport,
    RequestHandler handler,
    Bounds bounds,
    InstantSource clock) {

  /**
   * What clients may take.
   *
   * @param connections how many may be open, at least 1; for one more, the one that has waited
   *     longest is closed
   * @param limits how large a request may be
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
