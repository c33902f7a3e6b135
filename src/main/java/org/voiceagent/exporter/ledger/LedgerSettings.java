package org.voiceagent.exporter.ledger;

import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Limits of the ledger.
 *
 * @param compactBytes how long the log grows before it becomes a snapshot; longer, if that is twice
 *     the size of the snapshot before
 * @param horizonDays for how many days a deleted call is still recognised when it comes back; 1 to
 *     250, counted in days on which the daemon ran, so that a jumping clock forgets nothing
 * @param absentCalls how many calls without a folder are remembered at most
 * @param newest how many of the newest ids are kept, to show these calls after a restart
 */
public record LedgerSettings(long compactBytes, int horizonDays, int absentCalls, int newest) {

  /** 4 MiB, 90 days, 2,000,000 calls, 1,000 ids. */
  public static LedgerSettings defaults() {
    return new LedgerSettings(4 << 20, 90, 2_000_000, 1_000);
  }

  /**
   * Reads the settings from the {@code ledger} section of the configuration.
   *
   * @param newest how many of the newest ids are kept
   */
  public static LedgerSettings from(YamlNode node, int newest) {
    node.allowOnly("horizon_days", "absent_calls", "compact_bytes");
    LedgerSettings d = defaults();
    return new LedgerSettings(
        node.at("compact_bytes").integer(d.compactBytes, 1 << 10, 1 << 30),
        (int) node.at("horizon_days").integer(d.horizonDays, 1, 250),
        (int) node.at("absent_calls").integer(d.absentCalls, 0, 50_000_000),
        newest);
  }
}
