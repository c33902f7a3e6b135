package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * Finds and erases single calls in the archives of this host: an archive with such a call is
 * written again without it and renamed over the old one. Repeating it does no harm. Thread-safe.
 */
public final class ArchiveErasure {
  private final ArchiveStore store;
  private final CallNames names;

  /**
   * @param names how calls are named
   */
  public ArchiveErasure(ArchiveSettings settings, CallNames names) {
    this.store = new ArchiveStore(settings);
    this.names = names;
  }

  /**
   * Whether an archive has the call under this id. Under an id that it would have with another
   * setting it counts as unknown, so that it is not forgotten twice.
   *
   * @throws IOException if an archive cannot be read
   */
  public synchronized boolean knows(CallId call) throws IOException {
    for (ArchiveFile archive : store.own()) {
      if (!read(archive, line -> id(line).filter(call::equals).isPresent()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The files of calls in all archives of this host; no entry for a call that is in none.
   *
   * @throws IOException if an archive cannot be read
   */
  public synchronized Map<CallId, List<FileDigest>> files(Set<CallId> calls) throws IOException {
    Map<CallId, List<FileDigest>> files = new HashMap<>();
    for (ArchiveFile archive : store.own()) {
      for (ArchivedCall found : read(archive, line -> isOf(line, calls))) {
        List<FileDigest> digests =
            found.files().stream()
                .map(file -> new FileDigest(file.name(), file.bytes(), file.sha256()))
                .toList();
        found
            .ids(names)
            .filter(calls::contains)
            .forEach(call -> files.computeIfAbsent(call, any -> new ArrayList<>()).addAll(digests));
      }
    }
    return files;
  }

  /**
   * The ids of a caller's calls.
   *
   * @param hash of the caller, as it is shown
   * @throws IOException if an archive cannot be read
   */
  public synchronized Set<CallId> ofCaller(String hash) throws IOException {
    Set<CallId> calls = new LinkedHashSet<>();
    for (ArchiveFile archive : store.own()) {
      for (ArchivedCall found : read(archive, line -> line.contains(hash))) {
        if (found.callerHash().filter(hash::equals).isPresent()) {
          names.id(found.folder()).ifPresent(calls::add);
        }
      }
    }
    return calls;
  }

  /**
   * Erases calls.
   *
   * @return how many files went
   * @throws IOException if something could not be written; do it again
   */
  public synchronized int forget(Set<CallId> calls) throws IOException {
    store.clear();
    int files = 0;
    for (ArchiveFile archive : store.own()) {
      Set<ArchivedCall> unwanted = new HashSet<>(read(archive, line -> isOf(line, calls)));
      if (!unwanted.isEmpty()) {
        files +=
            store.remove(archive, unwanted::contains).stream()
                .mapToInt(gone -> gone.files().size())
                .sum();
      }
    }
    return files;
  }

  private List<ArchivedCall> read(ArchiveFile archive, Predicate<String> line) throws IOException {
    return ArchiveIndex.read(archive.in(store.folder()), line);
  }

  private Optional<CallId> id(String line) {
    return names.id(ArchiveIndex.folder(line));
  }

  private boolean isOf(String line, Set<CallId> calls) {
    return ArchiveIndex.ids(line, names).anyMatch(calls::contains);
  }
}
