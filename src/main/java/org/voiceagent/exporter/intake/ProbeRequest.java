package org.voiceagent.exporter.intake;

import java.util.OptionalLong;

/**
 * A folder to probe.
 *
 * @param name the folder's name
 * @param known the fingerprint at which it need not be read again; empty to read it in any case
 */
record ProbeRequest(String name, OptionalLong known) {}
