package org.voiceagent.exporter.http.security;

import java.util.Set;
import org.voiceagent.exporter.web.LiveWebConfig;
import org.voiceagent.exporter.web.WebMeter;

/**
 * The settings that protect the pages.
 *
 * @param web TLS, passwords and headers in force
 * @param access who may see what
 * @param hosts accepted names in {@code Host} besides those of this machine. If empty and the
 *     server does not listen on loopback only: any name if users have passwords, otherwise names
 *     that no web site can have
 * @param meter counts refused requests
 */
public record Protection(
    LiveWebConfig web, AccessPolicy access, Set<String> hosts, WebMeter meter) {

  /** Copies the set. */
  public Protection {
    hosts = Set.copyOf(hosts);
  }

  /** Open to everyone who can connect. */
  public static Protection none() {
    return new Protection(LiveWebConfig.none(), AccessPolicy.USUAL, Set.of(), WebMeter.NONE);
  }
}
