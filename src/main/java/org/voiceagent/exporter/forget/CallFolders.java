package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.RemovedFolder;
import org.voiceagent.exporter.artifact.RemovedFolder.FileDigest;
import org.voiceagent.exporter.artifact.SessionsRoot;
import org.voiceagent.exporter.call.CallId;

/** The folders of single calls below the folder of all of them. Thread-safe. */
final class CallFolders {
  /** What the removal of a folder leaves where an engine made it anew meanwhile. */
  private static final String KEPT = ".kept.";

  private final Path path;

  /**
   * @param path the folder of all calls; it need not exist
   */
  CallFolders(Path path) {
    this.path = path;
  }

  /** Whether anything of the call is there. */
  boolean isThere(CallId call) throws IOException {
    return with(root -> {
          for (String name : names(call)) {
            if (isThere(root, name)) {
              return true;
            }
          }
          return root.unfinishedRemovals().contains(call.value());
        })
        .orElse(false);
  }

  /** The digests of all files of the call. */
  List<FileDigest> digests(CallId call) throws IOException {
    return with(root -> {
          List<FileDigest> all = new ArrayList<>();
          for (String name : names(call)) {
            all.addAll(root.digests(name));
          }
          return all;
        })
        .orElse(List.of());
  }

  /**
   * Removes all that is there of the call.
   *
   * @return what that was
   * @throws IOException if something is left; says what to do
   */
  List<FileDigest> remove(CallId call) throws IOException {
    try {
      return with(root -> {
            List<FileDigest> all = new ArrayList<>();
            for (String name : names(call)) {
              Optional<RemovedFolder> removed = root.remove(name, true);
              removed.ifPresent(gone -> all.addAll(gone.digests()));
            }
            return all;
          })
          .orElse(List.of());
    } catch (NotDirectoryException odd) {
      throw new IOException(
          "what has the call's name in " + path + " is no folder; remove it by hand and ask again",
          odd);
    } catch (IOException e) {
      throw new IOException(
          "the call's folder in "
              + path
              + " cannot be removed ("
              + e.getClass().getSimpleName()
              + "); let the user who runs this write there and ask again",
          e);
    }
  }

  private interface Use<T> {
    T of(SessionsRoot root) throws IOException;
  }

  private <T> Optional<T> with(Use<T> use) throws IOException {
    try (SessionsRoot root = SessionsRoot.open(path)) {
      return Optional.of(use.of(root));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static List<String> names(CallId call) {
    return List.of(call.value(), KEPT + call.value());
  }

  private static boolean isThere(SessionsRoot root, String name) throws IOException {
    try {
      root.look(name);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }
}
