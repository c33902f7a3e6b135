package org.voiceagent.exporter.config;

import java.time.Duration;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * What clients may take, and whether one may reload.
 *
 * @param maxConnections how many connections may be open; each may hold a thread while its request
 *     is not whole
 * @param maxRequestTime how long a client may take to send a request
 * @param maxResponseTime how long a client may take to read the answer
 * @param reload whether {@code POST /-/reload} does anything
 */
public record HttpConfig(
    int maxConnections, Duration maxRequestTime, Duration maxResponseTime, boolean reload) {

  static HttpConfig from(YamlNode node) {
    node.allowOnly("max_connections", "max_request_time", "max_response_time", "reload");
    return new HttpConfig(
        (int) node.at("max_connections").integer(128, 2, 10_000),
        node.at("max_request_time")
            .duration(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofHours(1)),
        node.at("max_response_time")
            .duration(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofHours(1)),
        node.at("reload").flag(false));
  }
}
