package org.voiceagent.exporter.lake.archive;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * A call in an archive.
 *
 * @param call its id, as pages show it
 * @param folder the name of its folder
 * @param callerHash the keyed hash of its caller, if its summary names one
 * @param deleteAt when the call itself asks to be deleted
 * @param files the files of its folder in the order of their names
 */
public record ArchivedCall(
    String call,
    String folder,
    Optional<String> callerHash,
    Optional<Instant> deleteAt,
    List<ArchivedFile> files) {

  /** Sorts the files. */
  public ArchivedCall {
    files = files.stream().sorted(Comparator.comparing(ArchivedFile::name)).toList();
  }

  /**
   * The ids that the call may have: it may have been archived under the id that it had under
   * another setting.
   */
  Stream<CallId> ids(CallNames names) {
    return ids(call, folder, names);
  }

  /** As {@link #ids(CallNames)}, of a call that is not read whole. */
  static Stream<CallId> ids(String call, String folder, CallNames names) {
    return Stream.concat(CallId.parse(call).stream(), names.ids(folder).stream()).distinct();
  }

  /** Whether both are of one folder and hold the same files. */
  boolean holdsTheSame(ArchivedCall other) {
    if (!folder.equals(other.folder) || files.size() != other.files.size()) {
      return false;
    }
    for (int i = 0; i < files.size(); i++) {
      if (!files.get(i).isSameAs(other.files.get(i))) {
        return false;
      }
    }
    return true;
  }
}
