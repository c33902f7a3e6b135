package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.artifact.LooseReport;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.FolderPlacement;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Removals;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/** Finds, reads and removes the folders of single calls. Thread-safe. */
final class CallFolderStore {
  private final Path path;
  private final CallNames callNames;

  /**
   * @param path the folder of all sessions; it need not exist
   * @param callNames how calls are named
   */
  CallFolderStore(Path path, CallNames callNames) {
    this.path = path;
    this.callNames = callNames;
  }

  /** How calls are named. */
  CallNames callNames() {
    return callNames;
  }

  /**
   * Whether any file or folder of the call is there.
   *
   * @throws NotForgottenException if that cannot be found out
   */
  boolean isThere(CallId call) throws NotForgottenException {
    try {
      return isAnyThere(call);
    } catch (IOException e) {
      throw new NotForgottenException(
          "cannot find out whether the call is in " + path + " " + why(e), e);
    }
  }

  private boolean isAnyThere(CallId call) throws IOException {
    return with(root -> {
          for (String name : names(root, call)) {
            if (root.has(name) && isOf(name, call)) {
              return true;
            }
          }
          return root.removals().unfinished().stream()
              .anyMatch(name -> callNames.id(name).filter(call::equals).isPresent());
        })
        .orElse(false);
  }

  /** A call has one id, though it may have had others under other settings. */
  private boolean isOf(String entry, CallId call) {
    String name = FolderPlacement.originalName(Removals.originalName(entry));
    String folder = LooseReport.call(name).map(CallId::value).orElse(name);
    return callNames.id(folder).filter(call::equals).isPresent();
  }

  /**
   * What is known about the call's files.
   *
   * @param digests of the files that were found; without a SHA-256 of those that could not be read
   * @param complete whether these are all files
   */
  record Seen(List<FileDigest> digests, boolean complete) {
    Seen {
      digests = List.copyOf(digests);
    }
  }

  /** Lists the files of the call as far as they can be read: others may still be removed. */
  Seen see(CallId call) {
    List<FileDigest> all = new ArrayList<>();
    try {
      with(
          root -> {
            for (String name : names(root, call)) {
              all.addAll(
                  isFolder(root, name)
                      ? root.removals().digests(name)
                      : root.removals().fileDigest(name));
            }
            return true;
          });
      return new Seen(all, true);
    } catch (IOException unreadable) {
      return new Seen(all, false);
    }
  }

  /**
   * Removes everything of the call, also a plain file or a link with its name.
   *
   * @return the files that were removed
   * @throws NotForgottenException if anything is left
   */
  List<FileDigest> remove(CallId call) throws NotForgottenException {
    try {
      return with(root -> {
            List<FileDigest> all = new ArrayList<>();
            for (String name : names(root, call)) {
              all.addAll(remove(root, name));
            }
            return all;
          })
          .orElse(List.of());
    } catch (IOException e) {
      throw new NotForgottenException(
          "the call's folder in "
              + path
              + " cannot be removed "
              + why(e)
              + "; give the user that runs this write access there and ask again",
          e);
    }
  }

  /** A folder that cannot be read is removed without its digests. */
  private static List<FileDigest> remove(GuardedRoot root, String name) throws IOException {
    List<FileDigest> all = new ArrayList<>();
    if (!isFolder(root, name)) {
      all.addAll(root.removals().fileDigest(name));
      root.removals().removeFile(name);
    }
    try {
      root.removals().remove(name, true).ifPresent(gone -> all.addAll(gone.digests()));
    } catch (IOException unreadable) {
      try {
        root.removals().remove(name, false);
      } catch (IOException stays) {
        root.removals().withhold(name, CallFormats.builtIn().fileNames());
        throw stays;
      }
    }
    return all;
  }

  /** What went wrong, without the path, which holds the call's id. */
  private static String why(IOException e) {
    return "(" + e.getClass().getSimpleName() + ")";
  }

  private interface Use<T> {
    T of(GuardedRoot root) throws IOException;
  }

  private <T> Optional<T> with(Use<T> use) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(path)) {
      return Optional.of(use.of(root));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** The entries that may be of the call; a short form is searched for among all entries. */
  private List<String> names(GuardedRoot root, CallId call) throws IOException {
    Set<String> names =
        new LinkedHashSet<>(
            List.of(
                call.value(),
                Removals.keptName(call.value()),
                FolderPlacement.hiddenName(call.value()),
                LooseReport.name(call)));
    if (callNames.isShortForm(call)) {
      for (String entry : root.names()) {
        String name = FolderPlacement.originalName(Removals.originalName(entry));
        String folder = LooseReport.call(name).map(CallId::value).orElse(name);
        if (callNames.ids(folder).contains(call)) {
          names.addAll(List.of(name, Removals.keptName(name), FolderPlacement.hiddenName(name)));
        }
      }
    }
    return List.copyOf(names);
  }

  /** Whether to remove it as a folder, which may be gone or half removed already. */
  private static boolean isFolder(GuardedRoot root, String name) throws IOException {
    try {
      return root.look(name).isDirectory();
    } catch (NoSuchFileException none) {
      return true;
    }
  }
}
