package org.voiceagent.exporter.telemetry;

import java.util.OptionalDouble;

/**
 * What became of the sessions since the daemon started, for a page. Immutable.
 *
 * @param counted how many calls were counted
 * @param lagP95 within how many seconds after the last write of their summary 95 % of them were
 *     counted, as the upper bound of a bucket; empty if none was, infinite beyond the last bucket
 * @param refused how many sessions were refused
 * @param abandoned how many calls went quiet without an end
 * @param pending how many sessions wait for more files now
 * @param ledgerWritable whether counting works
 */
public record IntakeSummary(
    long counted,
    OptionalDouble lagP95,
    long refused,
    long abandoned,
    long pending,
    boolean ledgerWritable) {

  /** Before anything happened. */
  public static final IntakeSummary NONE =
      new IntakeSummary(0, OptionalDouble.empty(), 0, 0, 0, true);
}
