package org.voiceagent.exporter.config;

import java.time.Duration;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * How folders are looked at.
 *
 * @param events whether the kernel's file events are used; without them calls are found by looking
 *     at intervals only
 * @param settle how long a session written in place must be unchanged before it is taken
 * @param rescan how often everything is looked through
 * @param idle how old the last sign of an unfinished call may be before it is abandoned
 * @param queue the most folder names that wait for a look
 */
public record IntakeConfig(
    boolean events, Duration settle, Duration rescan, Duration idle, int queue) {

  static IntakeConfig from(YamlNode node) {
    node.allowOnly("events", "settle", "rescan", "idle", "queue");
    return new IntakeConfig(
        node.at("events").flag(true),
        node.at("settle")
            .duration(Duration.ofMillis(400), Duration.ofMillis(10), Duration.ofMinutes(5)),
        node.at("rescan")
            .duration(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1)),
        node.at("idle")
            .duration(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofDays(7)),
        (int) node.at("queue").integer(100_000, 10, 10_000_000));
  }
}
