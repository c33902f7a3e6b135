package org.voiceagent.exporter.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; 0 takes any that is free
 */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:]+)]|([^:\\s]+)):(\\d{1,5})");

  /** Where the daemon listens if nothing is said: loopback only. */
  public static ListenAddress usual() {
    return new ListenAddress("127.0.0.1", 15_100);
  }

  /** Reads {@code host:port}, with brackets around an IPv6 address; empty if it is none. */
  public static Optional<ListenAddress> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
      return Optional.empty();
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return Optional.of(new ListenAddress(host, Integer.parseInt(parts.group(3))));
  }

  /** As it is written, with brackets where needed. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
