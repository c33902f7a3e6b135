/**
 * Finds what is unusual in a series of figures: single odd values, slow drifts, lasting shifts with
 * the time they began, and hours without calls when calls are expected. It knows no call: a series
 * is a list of dated values with gaps.
 */
package org.voiceagent.exporter.anomaly;
