package org.voiceagent.exporter.config;

import java.time.Duration;
import java.util.Locale;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * What bounds the number of series and of reports in memory.
 *
 * @param labelSets the most distinct sets of pipeline, provider and model; others become {@code
 *     other}
 * @param recentCalls the most calls with series of their own; 0 for none
 * @param recentAge how old such a call may be
 * @param reports how many calls with their advice are kept for {@code /feedback} and {@code /calls}
 * @param listedCalls how many calls {@code /calls} can find and sort
 * @param callId which ids of calls are shown as they are
 */
public record SeriesConfig(
    int labelSets,
    int recentCalls,
    Duration recentAge,
    int reports,
    int listedCalls,
    CallNames.Shown callId) {

  static SeriesConfig from(YamlNode node) {
    node.allowOnly(
        "label_sets", "recent_calls", "recent_age", "reports", "listed_calls", "call_id");
    return new SeriesConfig(
        (int) node.at("label_sets").integer(500, 1, 100_000),
        (int) node.at("recent_calls").integer(200, 0, 100_000),
        node.at("recent_age")
            .duration(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(365)),
        (int) node.at("reports").integer(1_000, 1, 1_000_000),
        (int) node.at("listed_calls").integer(100_000, 1, 10_000_000),
        callId(node.at("call_id")));
  }

  private static CallNames.Shown callId(YamlNode node) {
    String word = node.text("auto");
    for (CallNames.Shown shown : CallNames.Shown.values()) {
      if (shown.name().toLowerCase(Locale.ROOT).equals(word)) {
        return shown;
      }
    }
    node.problem("expected shown, keyed or auto, not \"" + word + "\"");
    return CallNames.Shown.AUTO;
  }

  /** How much the page of metrics may grow. */
  public CallMetrics.Limits metricLimits() {
    return new CallMetrics.Limits(labelSets, recentCalls, recentAge);
  }
}
