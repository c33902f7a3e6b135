package org.voiceagent.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.http.security.AccessPolicy;
import org.voiceagent.exporter.inbox.InboxSettings;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * What clients may take, who may see what, and whether one may reload.
 *
 * @param maxConnections how many connections may be open; each may hold a thread while its request
 *     is not whole
 * @param maxRequestTime how long a client may take to send a request
 * @param maxResponseTime how long a client may take to read the answer
 * @param reload whether {@code POST /-/reload} does anything
 * @param webConfig TLS, passwords and headers in the exporter-toolkit's format, if any
 * @param hosts names in {@code Host} that are answered besides those of this machine
 * @param access who may see what
 * @param inbox what takes the reports of hosted engines, if any source is enabled
 */
public record HttpConfig(
    int maxConnections,
    Duration maxRequestTime,
    Duration maxResponseTime,
    boolean reload,
    Optional<Path> webConfig,
    Set<String> hosts,
    AccessPolicy access,
    Optional<InboxSettings> inbox) {

  static HttpConfig from(YamlNode node) {
    node.allowOnly(
        "max_connections",
        "max_request_time",
        "max_response_time",
        "reload",
        "web_config",
        "hosts",
        "access",
        "inbox");
    return new HttpConfig(
        (int) node.at("max_connections").integer(128, 2, 10_000),
        node.at("max_request_time")
            .duration(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofHours(1)),
        node.at("max_response_time")
            .duration(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofHours(1)),
        node.at("reload").flag(false),
        Optional.of(node.at("web_config").text("")).filter(text -> !text.isBlank()).map(Path::of),
        hosts(node.at("hosts")),
        AccessPolicy.from(node.at("access")),
        InboxConfig.from(node.at("inbox")));
  }

  private static Set<String> hosts(YamlNode node) {
    for (YamlNode item : node.items()) {
      if (!item.text("").matches("[A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:.]{2,45}]")) {
        item.problem("expected a name or an address without a port, such as metrics.example.org");
      }
    }
    return Set.copyOf(node.texts(List.of()));
  }

  /** The same with another web configuration. */
  HttpConfig withWebConfig(Path other) {
    return new HttpConfig(
        maxConnections,
        maxRequestTime,
        maxResponseTime,
        reload,
        Optional.of(other),
        hosts,
        access,
        inbox);
  }
}
