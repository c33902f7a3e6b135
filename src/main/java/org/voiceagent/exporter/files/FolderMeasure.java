package org.voiceagent.exporter.files;

import java.time.Instant;

/**
 * Size and age of a folder. Two equal measures mean that nothing was written in between, as far as
 * the file system shows.
 *
 * @param files how many files, links and other entries it holds at any depth, folders left out
 * @param bytes how many bytes its regular files have together
 * @param newest when the newest of its files was last written; if it has no file, when the folder
 *     was
 * @param arrived when the folder itself last changed, which is not before it came here: its change
 *     time where the file system keeps one, which no copying sets back, otherwise its modification
 *     time
 */
public record FolderMeasure(int files, long bytes, Instant newest, Instant arrived) {

  /**
   * The moment from which the folder's age counts. A backlog that is copied in keeps old file times
   * but arrives now.
   */
  public Instant since() {
    return newest.isAfter(arrived) ? newest : arrived;
  }

  /**
   * Whether the files are as many, as large and as old; when the folder arrived does not matter.
   */
  public boolean sameFiles(FolderMeasure other) {
    return files == other.files && bytes == other.bytes && newest.equals(other.newest);
  }
}
