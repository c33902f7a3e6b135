package org.voiceagent.exporter.forget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * A call that is being forgotten: what must be known to go on after the process ended midway.
 *
 * @param call the call
 * @param request marks the work, by a random text
 * @param cause why
 * @param begunAt when
 * @param counted whether the call had been counted
 * @param files what the folder held
 * @param complete whether that is all it held, as far as is known
 */
record Unfinished(
    CallId call,
    String request,
    Receipt.Cause cause,
    Instant begunAt,
    boolean counted,
    List<FileDigest> files,
    boolean complete) {

  Unfinished {
    files = List.copyOf(files);
  }

  /** The same work, with files that are not in it yet. */
  Unfinished with(List<FileDigest> more) {
    List<FileDigest> all = new ArrayList<>(files);
    for (FileDigest file : more) {
      Optional<FileDigest> known = all.stream().filter(file::equals).findFirst();
      if (known.isEmpty()) {
        all.add(file);
      }
    }
    return new Unfinished(call, request, cause, begunAt, counted, all, complete);
  }

  /** The same work, of which not every file could be told. */
  Unfinished incomplete() {
    return new Unfinished(call, request, cause, begunAt, counted, files, false);
  }
}
