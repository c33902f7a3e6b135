package org.voiceagent.exporter.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names this server answers to. A page of another site can have its own name resolved to
 * 127.0.0.1 and then read what is there as if it were of that site (DNS rebinding), but it cannot
 * send another name than its own. Immutable.
 */
final class AllowedHosts {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost\\.?|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  private final boolean any;
  private final Set<String> further;

  /**
   * @param loopback whether it listens on loopback only, where names of this machine suffice
   * @param further names and addresses besides those of this machine; if there are any, no others
   */
  AllowedHosts(boolean loopback, Set<String> further) {
    this.any = !loopback && further.isEmpty();
    this.further =
        further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Whether a {@code Host} as sent, with or without a port, is one of ours. */
  boolean admits(String host) {
    Matcher parts = AUTHORITY.matcher(host.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1);
    return any || THIS_MACHINE.matcher(name).matches() || further.contains(name);
  }
}
