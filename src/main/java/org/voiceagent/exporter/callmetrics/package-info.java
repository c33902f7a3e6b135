/**
 * The metrics about calls: the catalog of their families, the values that only code can derive from
 * a call, the totals over all calls, and the window of recent ones.
 */
package org.voiceagent.exporter.callmetrics;
