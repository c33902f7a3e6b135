package org.voiceagent.exporter.http.security;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names that this server answers to. A page of another site can make its own name resolve
 * to 127.0.0.1 and then read this server's pages as if they were its own (DNS rebinding), but it
 * can only send its own name. That name cannot be an address, a name without a dot, or a name below
 * {@code internal} or {@code localhost}, which nobody can register. Immutable.
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

  /** Which names are accepted besides those of this machine and the listed ones. */
  public enum Others {
    /** None. */
    NONE,
    /** Addresses, and names that no web site can have. */
    NO_SITES,
    /** Any. */
    ANY;

    /**
     * The choice for a server without listed names.
     *
     * @param loopback whether it listens on loopback only, where names of this machine are enough
     * @param passwords whether it requires passwords, which a browser does not send for a page of
     *     another site
     */
    public static Others of(boolean loopback, boolean passwords) {
      if (loopback) {
        return NONE;
      }
      return passwords ? ANY : NO_SITES;
    }
  }

  /**
   * @param unlisted which names are accepted besides those of this machine if no names are listed
   * @param further names and addresses besides those of this machine; if there are any, all others
   *     are refused
   */
  public AllowedHosts(Others unlisted, Set<String> further) {
    this.others = further.isEmpty() ? unlisted : Others.NONE;
    this.further =
        further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Whether a {@code Host} value, with or without a port, is one of ours. */
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
