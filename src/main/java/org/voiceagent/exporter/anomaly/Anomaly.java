package org.voiceagent.exporter.anomaly;

import java.time.Instant;

/**
 * Something unusual in a series.
 *
 * @param method how it was found
 * @param start when it began: the hour or day from which the values are unusual, which for a drift
 *     or a shift lies before the time it was found
 * @param detectedAt the hour or day whose value revealed it
 * @param up whether the values are higher than usual; false if they are lower
 * @param value the unusual value; for a drift or shift the mean of the values since its start
 * @param expected the value that was expected instead
 * @param score by how much it exceeds the usual variation: standard deviations for {@link
 *     DetectionMethod#ROBUST_Z}, limits of the method for the others; never negative
 */
public record Anomaly(
    DetectionMethod method,
    Instant start,
    Instant detectedAt,
    boolean up,
    double value,
    double expected,
    double score) {}
