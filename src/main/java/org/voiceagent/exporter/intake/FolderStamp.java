package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.files.FileStamp;
import org.voiceagent.exporter.files.GuardedRoot;

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
   * The stamp now.
   *
   * @throws IOException if the file system does not answer
   */
  static FolderStamp of(CallFolder folder) throws IOException {
    return new FolderStamp(
        FileStamp.of(folder.look()),
        stamp(folder, ArtifactFile.SUMMARY),
        stamp(folder, ArtifactFile.TRANSCRIPT),
        stamp(folder, ArtifactFile.SNAPSHOT),
        stamp(folder, ArtifactFile.FEEDBACK),
        stamp(folder, ArtifactFile.FEEDBACK_LINES));
  }

  /**
   * The stamp now of a folder that was just opened and listed: what the listing does not show is
   * not looked for.
   *
   * @param entry how the folder itself stands
   */
  static FolderStamp listed(CallFolder folder, BasicFileAttributes entry) {
    return new FolderStamp(
        FileStamp.of(entry),
        listed(folder, ArtifactFile.SUMMARY),
        listed(folder, ArtifactFile.TRANSCRIPT),
        listed(folder, ArtifactFile.SNAPSHOT),
        listed(folder, ArtifactFile.FEEDBACK),
        listed(folder, ArtifactFile.FEEDBACK_LINES));
  }

  /**
   * Whether the files that a reading has used still stand as in this stamp. Feedback that was not
   * there is not looked for again: it comes later than the call, and is found like any that does.
   */
  boolean stillHolds(CallFolder folder) {
    return summary.equals(stamp(folder, ArtifactFile.SUMMARY))
        && transcript.equals(stamp(folder, ArtifactFile.TRANSCRIPT))
        && snapshot.equals(stamp(folder, ArtifactFile.SNAPSHOT))
        && (!feedback.present() || feedback.equals(stamp(folder, ArtifactFile.FEEDBACK)))
        && (!feedbackLines.present()
            || feedbackLines.equals(stamp(folder, ArtifactFile.FEEDBACK_LINES)));
  }

  /**
   * Whether a folder that nobody opens still stands as in this stamp. A new file changes the
   * folder's own time, so only the files that were there are checked.
   *
   * @param entry how the folder itself stands now
   */
  boolean stillHolds(GuardedRoot root, String name, BasicFileAttributes entry) {
    return folder.equals(FileStamp.of(entry))
        && stillHolds(root, name, ArtifactFile.SUMMARY, summary)
        && stillHolds(root, name, ArtifactFile.TRANSCRIPT, transcript)
        && stillHolds(root, name, ArtifactFile.SNAPSHOT, snapshot)
        && stillHolds(root, name, ArtifactFile.FEEDBACK, feedback)
        && stillHolds(root, name, ArtifactFile.FEEDBACK_LINES, feedbackLines);
  }

  private static boolean stillHolds(
      GuardedRoot root, String name, ArtifactFile file, FileStamp before) {
    try {
      return !before.present()
          || before.equals(FileStamp.of(root.look(name + "/" + file.fileName())));
    } catch (IOException changed) {
      return false;
    }
  }

  /** The stamp of something that cannot or must not be opened: it alone tells of a change. */
  static FolderStamp closed(BasicFileAttributes entry) {
    FileStamp itself = FileStamp.of(entry);
    FileStamp none = FileStamp.ABSENT;
    return new FolderStamp(itself, itself, none, none, none, none);
  }

  /** The stamp of something that cannot even be looked at. */
  static FolderStamp unseen() {
    FileStamp none = FileStamp.ABSENT;
    return new FolderStamp(FileStamp.HIDDEN, FileStamp.HIDDEN, none, none, none, none);
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
   * Whether the same files are there, last written at the same times, whatever is in them; times
   * are compared to the microsecond, which is what can be set.
   */
  boolean sameTimes(FolderStamp other) {
    return times().equals(other.times());
  }

  private List<Optional<Instant>> times() {
    return files().stream()
        .map(
            file ->
                Optional.of(file.modified().truncatedTo(ChronoUnit.MICROS))
                    .filter(time -> file.present()))
        .toList();
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

  private static FileStamp stamp(CallFolder folder, ArtifactFile file) {
    try {
      return folder.look(file).map(FileStamp::of).orElse(FileStamp.ABSENT);
    } catch (IOException notToBeSeen) {
      return FileStamp.HIDDEN;
    }
  }

  private static FileStamp listed(CallFolder folder, ArtifactFile file) {
    try {
      return folder.lookIfListed(file).map(FileStamp::of).orElse(FileStamp.ABSENT);
    } catch (IOException notToBeSeen) {
      return FileStamp.HIDDEN;
    }
  }

  private List<FileStamp> files() {
    return List.of(summary, transcript, snapshot, feedback, feedbackLines);
  }
}
