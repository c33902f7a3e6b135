package org.voiceagent.exporter.experiment;

import org.voiceagent.exporter.call.Measure;

/**
 * One measure before and after a change.
 *
 * @param measure what was compared
 * @param guard whether it only guards against harm; otherwise the advice aims at it
 * @param shares whether the figures are shares of calls, from 0 to 1: for a yes or no, and for a
 *     number that is 0 for most calls
 * @param callsBefore how many calls before the change had it
 * @param callsAfter how many calls after the change had it
 * @param before the median before, or the share
 * @param after the median after, or the share
 * @param shift how much it rose: the Hodges-Lehmann shift of block medians, or the difference of
 *     shares
 * @param low the lower end of the 95 % interval of the difference, by a block bootstrap
 * @param high the upper end
 * @param effectSize Cliff's delta in [-1,1] of the values after over those before; for shares the
 *     difference
 * @param p the probability of such a difference by chance, corrected for the other measures (Holm)
 */
public record MeasureEffect(
    Measure measure,
    boolean guard,
    boolean shares,
    int callsBefore,
    int callsAfter,
    double before,
    double after,
    double shift,
    double low,
    double high,
    double effectSize,
    double p) {

  /** Whether it moved in the good direction. */
  boolean isBetter() {
    return measure.better() == Measure.Better.LOWER ? shift < 0 : shift > 0;
  }

  /** Whether the whole interval is too small to matter. */
  boolean isNegligible() {
    return Math.abs(low) <= least() && Math.abs(high) <= least();
  }

  /** The least difference that matters in the figures shown. */
  double least() {
    return shares ? MeasureComparison.LEAST_SHARE : measure.leastDifference();
  }

  MeasureEffect withP(double corrected) {
    return new MeasureEffect(
        measure,
        guard,
        shares,
        callsBefore,
        callsAfter,
        before,
        after,
        shift,
        low,
        high,
        effectSize,
        corrected);
  }
}
