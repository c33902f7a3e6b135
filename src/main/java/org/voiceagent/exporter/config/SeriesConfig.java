package org.voiceagent.exporter.config;

import java.time.Duration;
import org.voiceagent.exporter.metrics.CallMetrics;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * What bounds the number of series and of reports in memory.
 *
 * @param labelSets the most distinct sets of pipeline, provider and model; others become {@code
 *     other}
 * @param recentCalls the most calls with series of their own; 0 for none
 * @param recentAge how old such a call may be
 * @param reports how many calls with their advice are kept for {@code /feedback} and {@code /calls}
 */
public record SeriesConfig(int labelSets, int recentCalls, Duration recentAge, int reports) {

  static SeriesConfig from(YamlNode node) {
    node.allowOnly("label_sets", "recent_calls", "recent_age", "reports");
    return new SeriesConfig(
        (int) node.at("label_sets").integer(500, 1, 100_000),
        (int) node.at("recent_calls").integer(200, 0, 100_000),
        node.at("recent_age")
            .duration(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(365)),
        (int) node.at("reports").integer(1_000, 1, 1_000_000));
  }

  /** How much the page of metrics may grow. */
  public CallMetrics.Limits metricLimits() {
    return new CallMetrics.Limits(labelSets, recentCalls, recentAge);
  }
}
