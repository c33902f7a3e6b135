package org.voiceagent.exporter.forget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * A call that is being forgotten: what a later process must know to finish it.
 *
 * @param call the call
 * @param request a random text that identifies this job
 * @param cause why
 * @param begunAt when
 * @param counted whether the call had been counted
 * @param files the files found in its folder
 * @param complete whether the list of files is complete, as far as is known
 */
record ForgetJob(
    CallId call,
    String request,
    Receipt.Cause cause,
    Instant begunAt,
    boolean counted,
    List<FileDigest> files,
    boolean complete) {

  ForgetJob {
    files = List.copyOf(files);
  }

  /** The same job with further files. */
  ForgetJob with(List<FileDigest> more) {
    List<FileDigest> all = new ArrayList<>(files);
    for (FileDigest file : more) {
      Optional<FileDigest> known = all.stream().filter(file::equals).findFirst();
      if (known.isEmpty()) {
        all.add(file);
      }
    }
    return new ForgetJob(call, request, cause, begunAt, counted, all, complete);
  }

  /** The same job, whose list of files is incomplete. */
  ForgetJob incomplete() {
    return new ForgetJob(call, request, cause, begunAt, counted, files, false);
  }
}
