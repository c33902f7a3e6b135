package org.voiceagent.exporter.inbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator can set of the inbox. Immutable.
 *
 * @param host the name or address to listen on
 * @param port the TCP port, or 0 for any free one
 * @param webConfig a file that sets up TLS, in the format of the exporter-toolkit
 * @param limits what senders may use up
 * @param secretFiles the sources that are enabled, each with the file of its secrets; without any,
 *     there is no inbox, unless it takes events
 * @param events what it takes of events; empty if none
 */
public record InboxSettings(
    String host,
    int port,
    Optional<Path> webConfig,
    InboxLimits limits,
    Map<InboxSource, Path> secretFiles,
    Optional<EventInboxSettings> events) {

  /** Copies the map. */
  public InboxSettings {
    secretFiles = Map.copyOf(secretFiles);
  }

  /** Whether any source is enabled, or events are taken. */
  public boolean isOn() {
    return !secretFiles.isEmpty() || events.isPresent();
  }
}
