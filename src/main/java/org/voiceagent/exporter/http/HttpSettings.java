package org.voiceagent.exporter.http;

import java.time.Duration;

/**
 * Where the server listens and how much it lets clients take.
 *
 * @param host the name or address to listen on
 * @param port the TCP port, 1 to 65535, or 0 for any that is free
 * @param maxConnections how many connections may be open, at least 1; one more is closed at once. A
 *     request that is not whole holds a thread, so there may be as many threads: then clients that
 *     send half a request stop others for at most {@code maxRequestTime}, not a multiple of it
 * @param maxRequestTime how long a client may take to send a whole request, 1 s to 1 h; kept to the
 *     second
 * @param maxResponseTime how long a client may take to read the answer, 1 s to 1 h; kept to the
 *     second
 * @param reloadEnabled whether {@code POST /-/reload} does anything
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

  /** Loopback only, port 15100, limits that suit one Prometheus and a few people. */
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
