package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.UnknownKeys;
import org.voiceagent.exporter.files.GuardedRoot;

/**
 * What the reader of a call passes over in silence, because it must not cost a running daemon
 * anything: misspelt keys, and files that lie where nobody looks.
 *
 * @param findings what is very probably a mistake, each beginning with a file in the call's folder
 * @param unread how many keys are an engine's own, if any
 */
record SessionNotes(List<String> findings, Optional<String> unread) {

  /** Looks through a call's folder; a file that cannot be read is left to the reader. */
  static SessionNotes of(Path folder, ReadLimits limits) {
    List<String> findings = new ArrayList<>();
    Optional<String> unread = Optional.empty();
    Path parent = folder.getParent();
    if (parent != null) {
      try (GuardedRoot root = GuardedRoot.open(parent);
          CallFolder open = CallFolder.open(root, folder.getFileName().toString())) {
        UnknownKeys keys = UnknownKeys.in(open, limits);
        keys.misspelt().forEach(key -> findings.add(said(key)));
        unread = unread(keys.others());
      } catch (IOException unreadable) {
        // The reader says why.
      }
      for (String end : CallFormats.builtIn().endNames()) {
        if (isRegularFile(parent.resolve(end))) {
          findings.add(
              "../"
                  + end
                  + ": is beside the folders of calls and is not read; each call needs a folder");
        }
      }
    }
    nested(folder, findings);
    return new SessionNotes(List.copyOf(findings), unread);
  }

  private static String said(UnknownKeys.Misspelt key) {
    return key.file()
        + ":"
        + key.line()
        + ": "
        + key.path()
        + ": unknown key, which is ignored; did you mean \""
        + key.meant()
        + "\"?";
  }

  private static Optional<String> unread(int keys) {
    return keys == 0
        ? Optional.empty()
        : Optional.of(
            "note: "
                + (keys == 1 ? "1 key" : keys + " keys")
                + " of "
                + ArtifactFile.SUMMARY.fileName()
                + (keys == 1 ? " is" : " are")
                + " unknown and ignored; this is allowed");
  }

  private static void nested(Path folder, List<String> findings) {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      for (Path entry : inside) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          boolean call = CallFormats.builtIn().isEnded(entry);
          String name = String.valueOf(entry.getFileName()).replaceAll("\\p{Cc}", "?");
          findings.add(
              name
                  + ": is a folder in a call's folder and is not read"
                  + (call ? "; the call in it is not counted. Move it up one level" : ""));
        }
      }
    } catch (IOException unreadable) {
      // The reader says why.
    }
  }

  private static boolean isRegularFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
