/**
 * The daemon's metrics about itself, and everything that makes up its page: calls, daemon, JVM and
 * process.
 */
package org.voiceagent.exporter.telemetry;
