package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.OpenFolder;

/**
 * What a folder directly contains. It distinguishes a call's folder from any other folder, which
 * may hold a user's own files.
 *
 * @param hasArtifact whether one of the files that an engine drops is there, as a regular file
 * @param hasFolder whether a folder is there, which no engine makes
 */
public record FolderShape(boolean hasArtifact, boolean hasFolder) {
  /** Whether it is a call's folder and holds nothing else. */
  public boolean isCall() {
    return hasArtifact && !hasFolder;
  }

  /**
   * Looks at an entry that is a folder; no link is followed.
   *
   * @param seen how it stood when it was looked at
   * @throws IOException if it cannot be listed, or is replaced while it is read
   */
  public static FolderShape of(GuardedRoot root, String name, BasicFileAttributes seen)
      throws IOException {
    boolean artifact = false;
    boolean within = false;
    try (OpenFolder folder = root.folder(name, seen)) {
      for (Path entry : folder.entries()) {
        try {
          BasicFileAttributes at = folder.look(entry);
          within |= at.isDirectory();
          artifact |= at.isRegularFile() && CallFormats.builtIn().named(entry).isPresent();
        } catch (NoSuchFileException gone) {
          // Somebody else removed it, so it says nothing.
        }
      }
    }
    return new FolderShape(artifact, within);
  }
}
