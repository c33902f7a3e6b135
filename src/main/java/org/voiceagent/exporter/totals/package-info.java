/**
 * The running totals of metric families: counters, gauges and histograms. They are changed by
 * ledger entries, restored from the ledger, and read as snapshots. Knows no call and no page.
 */
package org.voiceagent.exporter.totals;
