package org.voiceagent.exporter.intake;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A folder to probe, and what is known of it.
 *
 * @param name the folder's name
 * @param known the fingerprint at which it need not be read again; empty to read it in any case
 * @param settled a stamp of that fingerprint; if it still holds, the folder need not be opened.
 *     Empty if there is none that was taken long enough after the last change
 */
record ProbeRequest(String name, OptionalLong known, Optional<FolderStamp> settled) {

  /** A folder to be read whatever it holds. */
  static ProbeRequest unknown(String name) {
    return new ProbeRequest(name, OptionalLong.empty(), Optional.empty());
  }

  /** A folder to be read unless it has this fingerprint. */
  static ProbeRequest unless(String name, OptionalLong fingerprint) {
    return new ProbeRequest(name, fingerprint, Optional.empty());
  }
}
