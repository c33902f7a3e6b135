package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;

/**
 * One look at a folder: how it stands, and what it says if it has a summary. Touches no state, so
 * many folders can be probed at once.
 *
 * @param name the folder's name
 * @param stamp how it stands, or empty if there is no such folder
 * @param reading what it says; empty if there is no summary or it need not be read again
 * @param changed whether something was written while it was read
 */
record Probe(String name, Optional<FolderStamp> stamp, Optional<Reading> reading, boolean changed) {

  /**
   * Looks at a folder.
   *
   * @param known the fingerprint at which it need not be read again, or empty
   */
  static Probe of(Path root, String name, OptionalLong known, Function<Path, Reading> reader) {
    Path folder = root.resolve(name);
    Optional<FolderStamp> before = FolderStamp.of(folder);
    boolean readable =
        before.isPresent()
            && before.get().summary().present()
            && (known.isEmpty() || known.getAsLong() != before.get().fingerprint());
    if (!readable) {
      return new Probe(name, before, Optional.empty(), false);
    }
    Reading reading = read(folder, reader);
    boolean changed = FolderStamp.of(folder).filter(before.get()::sameFiles).isEmpty();
    return new Probe(name, before, Optional.of(reading), changed);
  }

  /** A fault of ours in one folder must not stop the others. */
  private static Reading read(Path folder, Function<Path, Reading> reader) {
    try {
      return reader.apply(folder);
    } catch (RuntimeException | StackOverflowError fault) {
      return new Reading.Refused(
          RejectReason.UNREADABLE, "reading failed with " + fault.getClass().getSimpleName());
    }
  }
}
