package org.voiceagent.exporter.http;

import java.time.Duration;

/**
 * Where the server listens, and the limits for clients.
 *
 * @param host the name or address to listen on
 * @param port the TCP port, 1 to 65535, or 0 for any free one
 * @param maxConnections how many connections may be open, at least 1; for each further one, the one
 *     that has waited longest is closed. A request that is still being read holds a thread, so
 *     there may be as many threads: clients that send half a request then block others for at most
 *     {@code maxRequestTime}, not for a multiple of it
 * @param maxRequestTime how long a client may take to send a whole request, 1 s to 1 h, in whole
 *     seconds
 * @param maxResponseTime how long a client may take to read the response, 1 s to 1 h, in whole
 *     seconds
 * @param reloadEnabled whether {@code POST /-/reload} is allowed
 */
public record HttpSettings(
    String host,
    int port,
    int maxConnections,
    Duration maxRequestTime,
    Duration maxResponseTime,
    boolean reloadEnabled) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if a value is outside its range
   */
  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    requireRange("port", port, 0, 65_535);
    requireRange("maxConnections", maxConnections, 1, 100_000);
    requireRange("maxRequestTime", maxRequestTime, SHORTEST, LONGEST);
    requireRange("maxResponseTime", maxResponseTime, SHORTEST, LONGEST);
  }

  /** Loopback only, port 15100, and limits that suit one Prometheus and a few people. */
  public static HttpSettings defaults() {
    return new HttpSettings(
        "127.0.0.1", 15_100, 128, Duration.ofSeconds(5), Duration.ofSeconds(20), false);
  }

  private static <T extends Comparable<T>> void requireRange(
      String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
