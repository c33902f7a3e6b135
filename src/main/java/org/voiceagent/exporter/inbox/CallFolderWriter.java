package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.FileContent;
import org.voiceagent.exporter.files.FilePlacement;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.OpenFolder;
import org.voiceagent.exporter.inbox.InboxMeter.Delivered;

/**
 * Puts reports into the folders of their calls. A report replaces the one that is there only if it
 * says more, so that a retry, a replay or an older report that comes late changes nothing, in
 * whatever order they come. Follows no link. Not thread-safe.
 */
final class CallFolderWriter {
  private final Path sessions;
  private final int largest;

  /**
   * @param sessions the folder of all sessions
   * @param largest the largest report, in bytes
   */
  CallFolderWriter(Path sessions, int largest) {
    this.sessions = sessions;
    this.largest = largest;
  }

  /**
   * Puts a report there durably: at every moment there is the old one or the new one, whole.
   *
   * @param fileName the report's name in the call's folder
   * @throws IOException if it cannot be written, or a link or a file has the folder's name
   */
  Delivered put(CallId call, String fileName, byte[] report) throws IOException {
    makeFolder(call);
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      BasicFileAttributes seen = root.look(call.value());
      if (!seen.isDirectory()) {
        throw new NotDirectoryException("what has the name of the call");
      }
      try (OpenFolder folder = root.folder(call.value(), seen)) {
        Delivered how = how(read(folder, fileName), report);
        if (how != Delivered.REPEATED) {
          new FilePlacement(folder).put(fileName, report);
        }
        return how;
      }
    }
  }

  /** What {@link #put} would do; changes nothing. */
  Delivered wouldPut(CallId call, String fileName, byte[] report) throws IOException {
    return how(read(call, fileName), report);
  }

  private static Delivered how(Optional<byte[]> earlier, byte[] report) {
    if (earlier.isEmpty()) {
      return Delivered.WRITTEN;
    }
    return JsonValues.count(report) > JsonValues.count(earlier.get())
        ? Delivered.UPDATED
        : Delivered.REPEATED;
  }

  /** The report that is there; empty if there is none that could be read. */
  Optional<byte[]> read(CallId call, String fileName) throws IOException {
    if (!Files.exists(sessions.resolve(call.value()))) {
      return Optional.empty();
    }
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      BasicFileAttributes seen = root.look(call.value());
      if (!seen.isDirectory()) {
        return Optional.empty();
      }
      try (OpenFolder folder = root.folder(call.value(), seen)) {
        return read(folder, fileName);
      }
    }
  }

  private Optional<byte[]> read(OpenFolder folder, String fileName) throws IOException {
    Path name = Path.of(fileName);
    BasicFileAttributes seen;
    try {
      seen = folder.look(name);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return FileContent.read(folder, name, seen, largest) instanceof FileContent.Bytes there
        ? Optional.of(there.bytes())
        : Optional.empty();
  }

  private void makeFolder(CallId call) throws IOException {
    try {
      Files.createDirectory(sessions.resolve(call.value()));
      FilePlacement.force(sessions);
    } catch (FileAlreadyExistsException there) {
      // Another report of the call came before, or its engine writes files as well.
    }
  }
}
