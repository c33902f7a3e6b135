package org.voiceagent.exporter.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.voiceagent.exporter.lake.archive.ArchiveSettings;
import org.voiceagent.exporter.retention.RetentionPolicy;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * How long raw call folders stay, and when that is looked after.
 *
 * @param policy what may stay
 * @param interval how often the folders are looked through for what may go
 * @param firstSweepAfter how long nothing goes after the first start or a stricter policy
 */
public record RetentionConfig(RetentionPolicy policy, Duration interval, Duration firstSweepAfter) {
  private static final Duration USUAL_AGE = Duration.ofDays(30);
  private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
  private static final Duration LONGEST_AGE = Duration.ofDays(36_500);
  private static final String NEVER = "never";

  /** Why these settings leave no folder to archive; empty if they leave some. */
  Optional<String> faultOf(ArchiveSettings archive) {
    return archive.enabled()
            && policy.maxAge().filter(age -> age.compareTo(archive.after()) <= 0).isPresent()
        ? Optional.of("must be shorter than retention.max_age, which deletes folders before")
        : Optional.empty();
  }

  /**
   * @param idle how old the last sign of a call must be before it may go
   */
  static RetentionConfig from(YamlNode node, Duration idle) {
    node.allowOnly(
        "max_age",
        "max_calls",
        "max_bytes",
        "abandoned_max_age",
        "rejected_max_age",
        "pipelines",
        "interval",
        "first_sweep_after");
    Map<String, Optional<Duration>> pipelines = new LinkedHashMap<>();
    node.at("pipelines")
        .entries()
        .forEach(
            (name, limits) -> {
              limits.allowOnly("max_age");
              pipelines.put(name, age(limits.at("max_age")));
            });
    return new RetentionConfig(
        new RetentionPolicy(
            age(node.at("max_age")),
            limit(node.at("max_calls")),
            limit(node.at("max_bytes")),
            age(node.at("abandoned_max_age")),
            age(node.at("rejected_max_age")),
            pipelines,
            idle),
        node.at("interval")
            .duration(Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1)),
        node.at("first_sweep_after")
            .duration(Duration.ofHours(24), Duration.ZERO, Duration.ofDays(365)));
  }

  private static Optional<Duration> age(YamlNode node) {
    return node.present() && node.isScalar() && node.text("").equals(NEVER)
        ? Optional.empty()
        : Optional.of(node.duration(USUAL_AGE, SHORTEST_AGE, LONGEST_AGE));
  }

  private static OptionalLong limit(YamlNode node) {
    boolean unlimited = !node.present() || (node.isScalar() && node.text("").equals("unlimited"));
    return unlimited
        ? OptionalLong.empty()
        : OptionalLong.of(node.integer(Long.MAX_VALUE, 0, 1L << 59));
  }
}
