/**
 * Records what was counted and what it came to, so that everything is counted exactly once. An
 * entry has a mark, which makes it count once, and changes to series of the totals. What is counted
 * - calls, or lines of files - is not known here.
 */
package org.voiceagent.exporter.ledger;
