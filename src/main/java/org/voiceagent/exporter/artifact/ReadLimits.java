package org.voiceagent.exporter.artifact;

import java.time.Duration;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Limits on what is read of a session, so that no folder can use up memory or time.
 *
 * @param summaryBytes the largest {@code metrics.json}
 * @param transcriptBytes the largest {@code transcript.jsonl}
 * @param snapshotBytes the largest {@code config_snapshot.yaml}
 * @param transcriptLines how many transcript lines are used; the rest is left out and said
 * @param transcriptLineBytes the longest transcript line; a longer one is left out and said
 * @param listItems how many items of a list are used, such as latencies; the rest is left out
 * @param snapshotKeys how many keys of a snapshot are used; the rest is left out and said
 * @param findings how many faults of one session are named; the rest is summed up in one more
 * @param readTime how long reading one folder may take before it is given up
 */
public record ReadLimits(
    int summaryBytes,
    int transcriptBytes,
    int snapshotBytes,
    int transcriptLines,
    int transcriptLineBytes,
    int listItems,
    int snapshotKeys,
    int findings,
    Duration readTime) {

  /** Generous for real calls: a day of talk fits. */
  public static ReadLimits defaults() {
    return new ReadLimits(
        1 << 20, 16 << 20, 256 << 10, 20_000, 256 << 10, 5_000, 2_000, 100, Duration.ofSeconds(10));
  }

  /** The same limits with another time for a folder. */
  ReadLimits within(Duration time) {
    return new ReadLimits(
        summaryBytes,
        transcriptBytes,
        snapshotBytes,
        transcriptLines,
        transcriptLineBytes,
        listItems,
        snapshotKeys,
        findings,
        time);
  }

  /** Reads the limits from the {@code limits} section of the configuration. */
  public static ReadLimits from(YamlNode node) {
    node.allowOnly(
        "summary_bytes",
        "transcript_bytes",
        "snapshot_bytes",
        "transcript_lines",
        "transcript_line_bytes",
        "list_items",
        "snapshot_keys",
        "findings",
        "read_time");
    ReadLimits d = defaults();
    return new ReadLimits(
        (int) node.at("summary_bytes").integer(d.summaryBytes, 1 << 10, 64 << 20),
        (int) node.at("transcript_bytes").integer(d.transcriptBytes, 1 << 10, 256 << 20),
        (int) node.at("snapshot_bytes").integer(d.snapshotBytes, 1 << 10, 3 << 20),
        (int) node.at("transcript_lines").integer(d.transcriptLines, 1, 1_000_000),
        (int) node.at("transcript_line_bytes").integer(d.transcriptLineBytes, 1 << 10, 64 << 20),
        (int) node.at("list_items").integer(d.listItems, 1, 1_000_000),
        (int) node.at("snapshot_keys").integer(d.snapshotKeys, 1, 100_000),
        (int) node.at("findings").integer(d.findings, 1, 100_000),
        node.at("read_time").duration(d.readTime, Duration.ofMillis(100), Duration.ofHours(1)));
  }
}
