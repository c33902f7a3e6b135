package org.voiceagent.exporter.inbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator can set of {@code POST /inbox/events}. Immutable.
 *
 * @param secretFile the secrets of servers that send events, one a line; empty if none may
 * @param origins the origins of pages whose browsers may send events, such as {@code
 *     https://app.example.com}. A browser has no secret, so whoever can reach the port can send
 *     what such a page could
 * @param perSecond how many requests of browsers are stored in a second, on average over 10 s
 * @param bytes how much disk space what was sent may take
 */
public record EventInboxSettings(
    Optional<Path> secretFile, Set<String> origins, int perSecond, long bytes) {

  /** Copies the set. */
  public EventInboxSettings {
    origins = Set.copyOf(origins);
  }

  /** Whether anything may send. */
  public boolean isOn() {
    return secretFile.isPresent() || !origins.isEmpty();
  }
}
