/**
 * A compact list in memory of the newest finished calls, by which they are found, filtered, counted
 * and sorted. It is kept with the ledger.
 */
package org.voiceagent.exporter.callindex;
