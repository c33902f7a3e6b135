package org.voiceagent.exporter.redaction.disk;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFormats;

/**
 * The sizes and modification times of a folder's files, as recorded in the mark of a redacted
 * folder. A file that was written later does not match the mark. Not thread-safe.
 */
final class FolderState {
  private final String rules;
  private final CallFormats formats;
  private final Map<ArtifactFile, String> files = new HashMap<>();
  private FileTime newest = FileTime.fromMillis(0);

  /**
   * @param rules what the redaction went by
   * @param formats what the folder is read for
   */
  FolderState(String rules, CallFormats formats) {
    this.rules = rules;
    this.formats = formats;
  }

  /** Adds a file with this size and these attributes. */
  void add(ArtifactFile file, long size, BasicFileAttributes seen) {
    FileTime time = seen.lastModifiedTime();
    files.put(file, size + " " + time.toInstant().truncatedTo(ChronoUnit.MICROS));
    newest = time.compareTo(newest) > 0 ? time : newest;
  }

  /** The modification time of the newest file. */
  FileTime newest() {
    return newest;
  }

  /** The text of the mark. */
  String text() {
    StringBuilder text = new StringBuilder("rules ").append(rules).append('\n');
    for (ArtifactFile file : formats.files()) {
      if (files.containsKey(file)) {
        text.append(file).append(' ').append(files.get(file)).append('\n');
      }
    }
    return text.toString();
  }
}
