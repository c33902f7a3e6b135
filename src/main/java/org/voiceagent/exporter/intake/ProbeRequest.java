package org.voiceagent.exporter.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A folder to probe, and what is known of it.
 *
 * @param name the folder's name
 * @param known the fingerprint at which it need not be read again; empty to read it in any case
 * @param settled a stamp of that fingerprint; if it still holds, the folder need not be opened.
 *     Empty if there is none that was taken long enough after the last change
 * @param since the folder need not be opened if its own time is before this; empty to open it
 */
record ProbeRequest(
    String name, OptionalLong known, Optional<FolderStamp> settled, Optional<Instant> since) {

  /** A folder that was read when it stood like this. */
  static ProbeRequest counted(String name, CountedFolder counted) {
    return new ProbeRequest(name, counted.fingerprint(), counted.settled(), Optional.empty());
  }

  /** A folder to be read if anything was added to it or replaced in it since then. */
  static ProbeRequest ifChanged(String name, Instant since) {
    return new ProbeRequest(name, OptionalLong.empty(), Optional.empty(), Optional.of(since));
  }

  /** A folder to be read whatever it holds. */
  static ProbeRequest unknown(String name) {
    return unless(name, OptionalLong.empty());
  }

  /** A folder to be read unless it has this fingerprint. */
  static ProbeRequest unless(String name, OptionalLong fingerprint) {
    return new ProbeRequest(name, fingerprint, Optional.empty(), Optional.empty());
  }
}
