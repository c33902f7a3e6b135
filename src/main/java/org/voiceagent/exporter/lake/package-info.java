/**
 * Keeps a row of every counted call and event: a journal of JSON lines that the running daemon
 * appends to, and a lake of Parquet files that commands write from it, query and prune.
 */
package org.voiceagent.exporter.lake;
