package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of the engine's configuration that has another value from one call to the next.
 *
 * @param field the dotted key
 * @param from its value before, or empty if the snapshot did not have it
 * @param to its value after, or empty
 * @param at when the first call with the new value ended
 * @param index which of the calls that is
 */
record SettingChange(
    String field, Optional<String> from, Optional<String> to, Instant at, int index) {}
