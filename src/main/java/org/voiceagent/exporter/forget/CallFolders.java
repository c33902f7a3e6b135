package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/** The folders of single calls below the folder of all of them. Thread-safe. */
final class CallFolders {
  /** What the removal of a folder leaves where an engine made it anew meanwhile. */
  private static final String KEPT = ".kept.";

  private static final String BEING_REMOVED = ".being-removed.";

  private final Path path;
  private final CallNames callNames;

  /**
   * @param path the folder of all calls; it need not exist
   * @param callNames how calls are named
   */
  CallFolders(Path path, CallNames callNames) {
    this.path = path;
    this.callNames = callNames;
  }

  /** How calls are named. */
  CallNames callNames() {
    return callNames;
  }

  /**
   * Whether anything of the call is there.
   *
   * @throws NotForgottenException if that cannot be told
   */
  boolean isThere(CallId call) throws NotForgottenException {
    try {
      return isAnyThere(call);
    } catch (IOException e) {
      throw new NotForgottenException(
          "it cannot be told whether the call is in " + path + " " + why(e), e);
    }
  }

  private boolean isAnyThere(CallId call) throws IOException {
    return with(root -> {
          for (String name : names(root, call)) {
            if (isThere(root, name)) {
              return callNames.shown(call).equals(call);
            }
          }
          return root.unfinishedRemovals().stream()
              .anyMatch(name -> callNames.id(name).filter(call::equals).isPresent());
        })
        .orElse(false);
  }

  /**
   * What is known of the call's files.
   *
   * @param digests of those that could be looked at; without a SHA-256 of those that could not be
   *     read
   * @param complete whether that is all
   */
  record Seen(List<FileDigest> digests, boolean complete) {
    Seen {
      digests = List.copyOf(digests);
    }
  }

  /** The files of the call, as far as they can be read: what cannot be read may yet be removed. */
  Seen see(CallId call) {
    List<FileDigest> all = new ArrayList<>();
    try {
      with(
          root -> {
            for (String name : names(root, call)) {
              all.addAll(isFolder(root, name) ? root.digests(name) : root.fileDigest(name));
            }
            return true;
          });
      return new Seen(all, true);
    } catch (IOException unreadable) {
      return new Seen(all, false);
    }
  }

  /**
   * Removes all that is there of the call, also a plain file or a link of its name.
   *
   * @return what that was
   * @throws NotForgottenException if something is left
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
              + "; let the user who runs this write there and ask again",
          e);
    }
  }

  /** What cannot be read is removed unread, once reading it has failed. */
  private static List<FileDigest> remove(GuardedRoot root, String name) throws IOException {
    List<FileDigest> all = new ArrayList<>();
    if (!isFolder(root, name)) {
      all.addAll(root.fileDigest(name));
      root.removeFile(name);
    }
    try {
      root.remove(name, true).ifPresent(gone -> all.addAll(gone.digests()));
    } catch (IOException unreadable) {
      try {
        root.remove(name, false);
      } catch (IOException stays) {
        root.withhold(name, ArtifactFile.fileNames());
        throw stays;
      }
    }
    return all;
  }

  /** What is wrong, without the path: the call's id stands in it. */
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

  /** What may hold something of the call; a short form is looked for among all there is. */
  private List<String> names(GuardedRoot root, CallId call) throws IOException {
    Set<String> names = new LinkedHashSet<>(List.of(call.value(), KEPT + call.value()));
    if (callNames.isShortForm(call)) {
      for (String entry : root.names()) {
        String name = withoutPrefix(withoutPrefix(entry, BEING_REMOVED), KEPT);
        if (callNames.ids(name).contains(call)) {
          names.addAll(List.of(name, KEPT + name));
        }
      }
    }
    return List.copyOf(names);
  }

  private static String withoutPrefix(String entry, String prefix) {
    return entry.startsWith(prefix) ? entry.substring(prefix.length()) : entry;
  }

  /** Whether it is to be removed as a folder: also one that is gone, or of which half is gone. */
  private static boolean isFolder(GuardedRoot root, String name) throws IOException {
    try {
      return root.look(name).isDirectory();
    } catch (NoSuchFileException none) {
      return true;
    }
  }

  private static boolean isThere(GuardedRoot root, String name) throws IOException {
    try {
      root.look(name);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }
}
