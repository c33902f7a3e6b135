package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.artifact.DeletionWish;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.FolderFiles;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.retention.FolderFacts;

/**
 * Moves folders into an archive. A folder goes only after its archive is on the disk and was read
 * again, while its call is counted durably, and if nothing was written to it meanwhile. What is in
 * an archive already, because a process was killed or because the folder was restored, is not
 * archived again. Not thread-safe.
 */
final class FolderMove {
  private final GuardedRoot root;
  private final ColdTier.Scope scope;
  private final ArchiveStore store;
  private final Map<String, List<ArchivedCall>> archived;

  /**
   * @param archived what the archives have of these folders already
   */
  FolderMove(
      GuardedRoot root,
      ColdTier.Scope scope,
      ArchiveStore store,
      Map<String, List<ArchivedCall>> archived) {
    this.root = root;
    this.scope = scope;
    this.store = store;
    this.archived = archived;
  }

  /**
   * Archives folders of one day, and removes them.
   *
   * @param failures gets a sentence for each folder that stays
   * @return the names of the folders that went
   */
  List<String> move(LocalDate day, List<FolderFacts> folders, List<String> failures) {
    Map<FolderFacts, ArchivedCall> read = new LinkedHashMap<>();
    for (FolderFacts folder : folders) {
      try {
        read.put(folder, described(folder));
      } catch (IOException e) {
        failures.add(why(folder, e));
      }
    }
    try {
      List<ArchivedCall> fresh = read.values().stream().filter(call -> !isArchived(call)).toList();
      if (!fresh.isEmpty()) {
        store.write(store.free(day), archive -> fill(archive, fresh));
      }
    } catch (IOException e) {
      failures.add("the folders of " + day + " stay: " + e.getMessage());
      return List.of();
    }
    List<String> gone = new ArrayList<>();
    for (FolderFacts folder : read.keySet()) {
      try {
        if (remove(folder)) {
          gone.add(folder.name());
        }
      } catch (IOException e) {
        failures.add(why(folder, e));
      }
    }
    return gone;
  }

  private boolean isArchived(ArchivedCall call) {
    return archived.getOrDefault(call.folder(), List.of()).stream().anyMatch(call::holdsTheSame);
  }

  private ArchivedCall described(FolderFacts folder) throws IOException {
    List<ArchivedFile> files = new ArrayList<>();
    FolderFiles.read(
        root,
        folder.name(),
        (name, modifiedAt, content) ->
            files.add(
                ArchivedFile.copy(name, modifiedAt, content, OutputStream.nullOutputStream())));
    DeletionWish wish = folder.notes().deletion();
    return new ArchivedCall(
        scope.counted().idOf(folder.name()).map(CallId::value).orElse(folder.name()),
        folder.name(),
        callerHash(folder.name()),
        wish.wanted() ? wish.at() : Optional.empty(),
        files);
  }

  private Optional<String> callerHash(String folder) {
    return scope.reader().read(scope.sessions().resolve(folder)) instanceof Reading.Complete whole
        ? whole.session().facts().text(CallField.CALLER_HASH)
        : Optional.empty();
  }

  private void fill(ArchiveWriter archive, List<ArchivedCall> calls) throws IOException {
    for (ArchivedCall call : calls) {
      List<ArchivedFile> written = new ArrayList<>();
      FolderFiles.read(
          root,
          call.folder(),
          (name, modifiedAt, content) ->
              written.add(archive.file(call.folder(), name, modifiedAt, content)));
      ArchivedCall now =
          new ArchivedCall(call.call(), call.folder(), call.callerHash(), call.deleteAt(), written);
      if (!now.equals(call)) {
        throw new IOException("a folder was written to while it was archived");
      }
      archive.call(call);
    }
  }

  private boolean remove(FolderFacts folder) throws IOException {
    try {
      if (!scope.mayLeave(folder.name()) || !root.measure(folder.name()).equals(folder.measure())) {
        return false;
      }
    } catch (NoSuchFileException gone) {
      return false;
    }
    return root.removals()
        .remove(folder.name(), false, now -> now.sameFiles(folder.measure()))
        .isPresent();
  }

  /** Without the path in the message, which may name a person. */
  private String why(FolderFacts folder, IOException e) {
    String shown = scope.counted().names().shown(folder.name());
    return shown
        + " stays: "
        + (e instanceof java.nio.file.FileSystemException system && system.getReason() != null
            ? "an entry " + system.getReason()
            : e.getClass().getSimpleName());
  }
}
