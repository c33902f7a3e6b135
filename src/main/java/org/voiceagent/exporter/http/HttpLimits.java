package org.voiceagent.exporter.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the JDK's server takes only as system properties, read once when its classes load. They
 * hold for every server of the JVM, and whoever comes first decides.
 */
public final class HttpLimits {
  /** A request body is never needed, so what is left of one is hardly read; in bytes. */
  private static final int DRAIN_BYTES = 4_096;

  /** Names are looked up there and nowhere else. */
  private static final String HOSTS_FILE = "jdk.net.hosts.file";

  /** In bytes. Scrapers and browsers send a few KB of headers; the JDK would take 380 KB. */
  private static final int HEADER_BYTES = 32_768;

  /** Scrapers and browsers send some twenty; the JDK would take 200. */
  private static final int HEADERS = 64;

  private HttpLimits() {}

  /**
   * Sets the limits, except those given with {@code -D}. Has an effect only before any class of
   * {@code com.sun.net.httpserver} has started a server, so call it first thing in {@code main}.
   */
  public static void applyBeforeStart(HttpSettings settings) {
    properties(settings)
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
  }

  /**
   * Keeps the JDK's server from asking the name service for the name of each client that connects
   * over TLS, which it does for no use: while a name server is out of reach, every scrape would
   * wait for it. Nothing else in the daemon needs names but that of the address it listens on, so
   * this is done only if that is a number. Has an effect only before the first address is made.
   */
  static void applyBeforeTls(HttpSettings settings) {
    boolean number = settings.host().matches("[0-9.]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    if (number && System.getProperty(HOSTS_FILE) == null) {
      System.setProperty(HOSTS_FILE, "/etc/hosts");
    }
  }

  /** How long a client may take to send a request, which a property may say otherwise. */
  static Duration requestTime(HttpSettings settings) {
    return inForce("sun.net.httpserver.maxReqTime", settings.maxRequestTime());
  }

  /** How long a client may take to read the answer, which a property may say otherwise. */
  static Duration responseTime(HttpSettings settings) {
    return inForce("sun.net.httpserver.maxRspTime", settings.maxResponseTime());
  }

  private static Duration inForce(String property, Duration otherwise) {
    long seconds = Long.getLong(property, otherwise.toSeconds());
    return seconds > 0 ? Duration.ofSeconds(seconds) : otherwise;
  }

  /** The properties by name, with the reason for each beside it. */
  static Map<String, String> properties(HttpSettings settings) {
    Map<String, String> properties = new LinkedHashMap<>();
    // Without it Nagle's algorithm and delayed ACKs make each small answer take 44 ms.
    properties.put("sun.net.httpserver.nodelay", "true");
    // Unlimited otherwise: a client that stops in mid request would hold its thread for ever.
    properties.put("sun.net.httpserver.maxReqTime", seconds(settings.maxRequestTime()));
    properties.put("sun.net.httpserver.maxRspTime", seconds(settings.maxResponseTime()));
    properties.put("jdk.httpserver.maxConnections", text(settings.maxConnections()));
    properties.put("sun.net.httpserver.maxIdleConnections", text(settings.maxConnections()));
    // How often those that took too long are looked for, in ms; 1 s otherwise, on top of the limit.
    properties.put("sun.net.httpserver.timerMillis", "250");
    // How often connections that send nothing at all are looked for, in ms; 10 s otherwise, in
    // which they could use up all there may be.
    properties.put("sun.net.httpserver.clockTick", "1000");
    properties.put("sun.net.httpserver.maxReqHeaderSize", text(HEADER_BYTES));
    properties.put("sun.net.httpserver.maxReqHeaders", text(HEADERS));
    properties.put("sun.net.httpserver.drainAmount", text(DRAIN_BYTES));
    return properties;
  }

  private static String seconds(Duration time) {
    return Long.toString(time.toSeconds());
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
