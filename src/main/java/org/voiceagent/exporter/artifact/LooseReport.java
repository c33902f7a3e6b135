package org.voiceagent.exporter.artifact;

import java.util.Optional;
import org.voiceagent.exporter.call.CallId;

/**
 * The name of a report that lies beside the folders of calls: {@code session_report-<room>.json}.
 * LiveKit's own example writes one for each room, all into one folder ({@code
 * examples/hotel_receptionist/run_artifacts.py} in livekit/agents at da6af86a). The room is the
 * call's id.
 */
public final class LooseReport {
  /** The name that such a report has in a call's folder. */
  public static final String NAME_IN_FOLDER = "session_report.json";

  private static final String BEGIN = "session_report-";
  private static final String END = ".json";

  private LooseReport() {}

  /** Whether a file of this name is such a report. */
  public static boolean isName(String name) {
    return name.startsWith(BEGIN)
        && name.endsWith(END)
        && name.length() > BEGIN.length() + END.length();
  }

  /** The call of the report with this name; empty if it is another name, or the room is no id. */
  public static Optional<CallId> call(String name) {
    return isName(name)
        ? CallId.parse(name.substring(BEGIN.length(), name.length() - END.length()))
        : Optional.empty();
  }

  /** The name that the report of this call has beside the folders. */
  public static String name(CallId call) {
    return BEGIN + call.value() + END;
  }
}
