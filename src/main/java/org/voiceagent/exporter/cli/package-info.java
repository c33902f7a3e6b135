/** The command line: serve, check, report, demo. */
package org.voiceagent.exporter.cli;
