/**
 * How a command asks a running daemon: by files in the state folder, which only the daemon's user
 * and root may write, so that no port has to be open for what deletes.
 */
package org.voiceagent.exporter.control;
