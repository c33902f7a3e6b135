package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.artifact.LooseReport;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.ReadFault;

/**
 * Gives each report that lies beside the folders of calls a folder of its own. From then on it is a
 * session like any other: it is read, redacted, kept and deleted by the same rules.
 */
final class LooseReports {
  private final Path root;

  LooseReports(Path root) {
    this.root = root;
  }

  /** What became of a report. */
  sealed interface Outcome {
    /**
     * It is in a call's folder now.
     *
     * @param folder the folder's name
     */
    record Housed(String folder) implements Outcome {}

    /** It lies where it lay; why, as for a session that is refused. */
    record Stays(RejectReason reason, String why) implements Outcome {}
  }

  /** Moves the report of this name into its call's folder. */
  Outcome house(String name) {
    Optional<CallId> call = LooseReport.call(name);
    if (call.isEmpty()) {
      return new Outcome.Stays(RejectReason.BAD_ID, "the room in its name is no call id");
    }
    String folder = call.get().value();
    try (GuardedRoot open = GuardedRoot.open(root)) {
      open.moveInto(name, folder, LooseReport.NAME_IN_FOLDER);
      return new Outcome.Housed(folder);
    } catch (IOException e) {
      String why = "cannot be moved into a folder of its own: " + ReadFault.words(root, e);
      return new Outcome.Stays(RejectReason.UNREADABLE, why);
    }
  }
}
