package org.voiceagent.exporter.http.security;

import java.util.Set;
import org.voiceagent.exporter.web.LiveWebConfig;
import org.voiceagent.exporter.web.WebMeter;

/**
 * What stands between clients and pages.
 *
 * @param web TLS, passwords and headers in force
 * @param access who may see what
 * @param hosts names in {@code Host} that are answered besides those of this machine; if empty and
 *     it does not listen on loopback, any if users have passwords, and otherwise those that no web
 *     site can have
 * @param meter counts who was refused
 */
public record Protection(
    LiveWebConfig web, AccessPolicy access, Set<String> hosts, WebMeter meter) {

  /** Copies the set. */
  public Protection {
    hosts = Set.copyOf(hosts);
  }

  /** Open to everybody who gets there. */
  public static Protection none() {
    return new Protection(LiveWebConfig.none(), AccessPolicy.USUAL, Set.of(), WebMeter.NONE);
  }
}
