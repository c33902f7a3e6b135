package org.voiceagent.exporter.http.security;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names this server answers to. A page of another site can have its own name resolved to
 * 127.0.0.1 and then read what is there as if it were of that site (DNS rebinding), but it cannot
 * send another name than its own. Nor can it have an address for a name, a name without a dot, or
 * one that nobody can own, below {@code internal} and {@code localhost}. Immutable.
 */
public final class AllowedHosts {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost\\.?|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Pattern NO_SITES =
      Pattern.compile(
          "\\[.*]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[^.]+|(?:.+\\.)?(?:localhost|internal)\\.?");

  private final Others others;
  private final Set<String> further;

  /** What is answered to besides names of this machine and those that are listed. */
  public enum Others {
    /** Nothing. */
    NONE,
    /** Addresses, and names that no web site can have. */
    NO_SITES,
    /** Anything. */
    ANY;

    /**
     * What suits a server for which no names are listed.
     *
     * @param loopback whether it listens on loopback only, where names of this machine suffice
     * @param passwords whether it asks for passwords, which a browser does not send along for a
     *     page of another site
     */
    public static Others of(boolean loopback, boolean passwords) {
      if (loopback) {
        return NONE;
      }
      return passwords ? ANY : NO_SITES;
    }
  }

  /**
   * @param unlisted what is answered to if no names are listed, besides names of this machine
   * @param further names and addresses besides those of this machine; if there are any, no others
   */
  public AllowedHosts(Others unlisted, Set<String> further) {
    this.others = further.isEmpty() ? unlisted : Others.NONE;
    this.further =
        further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Whether a {@code Host} as sent, with or without a port, is one of ours. */
  public boolean admits(String host) {
    Matcher parts = AUTHORITY.matcher(host.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1);
    return THIS_MACHINE.matcher(name).matches()
        || further.contains(name)
        || switch (others) {
          case NONE -> false;
          case NO_SITES -> NO_SITES.matcher(name).matches();
          case ANY -> true;
        };
  }
}
