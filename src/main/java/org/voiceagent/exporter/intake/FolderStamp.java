package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.ArtifactFile;

/**
 * How a session's files stand at one moment; two equal stamps mean that nothing was written in
 * between, as far as the file system tells.
 *
 * @param folder the folder itself
 * @param summary {@code metrics.json}
 * @param transcript {@code transcript.jsonl}
 * @param snapshot {@code config_snapshot.yaml}
 * @param feedback {@code feedback.json}
 * @param feedbackLines {@code feedback.jsonl}
 */
record FolderStamp(
    FileStamp folder,
    FileStamp summary,
    FileStamp transcript,
    FileStamp snapshot,
    FileStamp feedback,
    FileStamp feedbackLines) {

  /**
   * How one file stands.
   *
   * @param present whether it is there
   * @param size bytes
   * @param modified when it was last written
   * @param key which file it is, so that a replaced one is told from the one before
   */
  record FileStamp(boolean present, long size, Instant modified, Optional<Object> key) {
    private static final FileStamp ABSENT =
        new FileStamp(false, 0, Instant.EPOCH, Optional.empty());

    static FileStamp of(Path file) {
      return attributes(file)
          .map(
              a ->
                  new FileStamp(
                      true,
                      a.isDirectory() ? 0 : a.size(),
                      a.lastModifiedTime().toInstant(),
                      Optional.ofNullable(a.fileKey())))
          .orElse(ABSENT);
    }
  }

  /** The stamp now, or empty if there is no such folder, or a file or link of that name. */
  static Optional<FolderStamp> of(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return Optional.of(
        new FolderStamp(
            FileStamp.of(folder),
            FileStamp.of(folder.resolve(ArtifactFile.SUMMARY.fileName())),
            FileStamp.of(folder.resolve(ArtifactFile.TRANSCRIPT.fileName())),
            FileStamp.of(folder.resolve(ArtifactFile.SNAPSHOT.fileName())),
            FileStamp.of(folder.resolve(ArtifactFile.FEEDBACK.fileName())),
            FileStamp.of(folder.resolve(ArtifactFile.FEEDBACK_LINES.fileName()))));
  }

  /** A number that two stamps share if {@link #sameFiles} holds, and by accident once in 2^64. */
  long fingerprint() {
    long mixed = 1;
    for (FileStamp file : files()) {
      mixed = mixed(mixed, file.present() ? 1 : 0);
      mixed = mixed(mixed, file.size());
      Instant modified = file.modified();
      mixed = mixed(mixed, modified.getEpochSecond() * 1_000_000_000L + modified.getNano());
      mixed = mixed(mixed, file.key().hashCode());
    }
    return mixed;
  }

  private static long mixed(long so, long more) {
    long mixed = (so ^ more) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 32);
  }

  /** Whether the files are the same and unchanged; the folder itself does not matter. */
  boolean sameFiles(FolderStamp other) {
    return files().equals(other.files());
  }

  /**
   * When something was last written or put into the folder: also files that keep an older time of
   * their own, as copies do.
   */
  Instant newest() {
    Instant sign = lastSign();
    return folder.modified().isAfter(sign) ? folder.modified() : sign;
  }

  /** When the call last gave a sign: its newest file, or the folder itself while it has none. */
  Instant lastSign() {
    return files().stream()
        .filter(FileStamp::present)
        .map(FileStamp::modified)
        .max(Instant::compareTo)
        .orElse(folder.modified());
  }

  /** Whether the summary is there and came after the two others, as the contract has it. */
  boolean inOrder() {
    return summary.present()
        && transcript.present()
        && snapshot.present()
        && !summary.modified().isBefore(transcript.modified())
        && !summary.modified().isBefore(snapshot.modified());
  }

  private List<FileStamp> files() {
    return List.of(summary, transcript, snapshot, feedback, feedbackLines);
  }

  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
