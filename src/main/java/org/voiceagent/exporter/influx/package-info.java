/** Pushes the daemon's metrics to InfluxDB or to a server that takes its line protocol. */
package org.voiceagent.exporter.influx;
