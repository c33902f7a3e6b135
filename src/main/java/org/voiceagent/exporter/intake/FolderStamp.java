package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.files.FileStamp;
import org.voiceagent.exporter.files.GuardedRoot;

/**
 * The state of a session's files at one moment. Two equal stamps mean that nothing was written in
 * between, as far as the file system shows.
 *
 * @param folder the folder itself
 * @param formats what the folder is read for
 * @param files one stamp for each of {@link CallFormats#files()}
 */
record FolderStamp(FileStamp folder, CallFormats formats, List<FileStamp> files) {

  /**
   * The stamp now.
   *
   * @throws IOException if the file system does not answer
   */
  static FolderStamp of(CallFolder folder) throws IOException {
    CallFormats formats = folder.formats();
    FileStamp[] files = new FileStamp[formats.files().size()];
    for (int i = 0; i < files.length; i++) {
      files[i] = stamp(folder, formats.files().get(i));
    }
    return new FolderStamp(FileStamp.of(folder.look()), formats, List.of(files));
  }

  /**
   * The stamp of a folder that was just opened and listed: a file that the listing does not show is
   * not looked for.
   *
   * @param entry the attributes of the folder itself
   */
  static FolderStamp listed(CallFolder folder, BasicFileAttributes entry) {
    CallFormats formats = folder.formats();
    FileStamp[] files = new FileStamp[formats.files().size()];
    for (int i = 0; i < files.length; i++) {
      files[i] = listed(folder, formats.files().get(i));
    }
    return new FolderStamp(FileStamp.of(entry), formats, List.of(files));
  }

  /**
   * Whether the files that were read are unchanged since this stamp. A file that most calls lack
   * and that was not there is not looked for again: it comes after the call, and a later probe
   * finds it.
   */
  boolean stillHolds(CallFolder folder) {
    for (int i = 0; i < files.size(); i++) {
      ArtifactFile file = formats.files().get(i);
      boolean used = files.get(i).present() || !file.isRare();
      if (used && !files.get(i).equals(stamp(folder, file))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a folder is unchanged since this stamp, without opening it. A new file changes the
   * folder's own time, so only the files that were there are checked.
   *
   * @param entry the attributes of the folder itself, now
   */
  boolean stillHolds(GuardedRoot root, String name, BasicFileAttributes entry) {
    if (!folder.equals(FileStamp.of(entry))) {
      return false;
    }
    for (int i = 0; i < files.size(); i++) {
      if (!stillHolds(root, name, formats.files().get(i), files.get(i))) {
        return false;
      }
    }
    return true;
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

  /** The stamp of something that cannot or must not be opened: only its own attributes count. */
  static FolderStamp closed(BasicFileAttributes entry) {
    return single(FileStamp.of(entry));
  }

  /** The stamp of something that cannot even be looked at. */
  static FolderStamp unseen() {
    return single(FileStamp.HIDDEN);
  }

  /** The stamp of an entry that stands for the file which ends the call, too. */
  private static FolderStamp single(FileStamp itself) {
    CallFormats formats = CallFormats.builtIn();
    FileStamp[] files = new FileStamp[formats.files().size()];
    Arrays.fill(files, FileStamp.ABSENT);
    files[0] = itself;
    return new FolderStamp(itself, formats, List.of(files));
  }

  /** The stamp of the file that ends the call: the most trusted one that is there. */
  FileStamp end() {
    for (int i = 0; i < files.size(); i++) {
      if (formats.files().get(i).endsCall() && files.get(i).present()) {
        return files.get(i);
      }
    }
    return FileStamp.ABSENT;
  }

  /** A number that is equal if {@link #sameFiles} holds, and otherwise by chance once in 2^64. */
  long fingerprint() {
    long mixed = 1;
    for (FileStamp file : files) {
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
    return files.equals(other.files);
  }

  /**
   * Whether the same files were last written at the same times, whatever their content. Times are
   * compared to the microsecond, because finer ones cannot be set.
   */
  boolean sameTimes(FolderStamp other) {
    return times().equals(other.times());
  }

  private List<Optional<Instant>> times() {
    return files.stream()
        .map(
            file ->
                Optional.of(file.modified().truncatedTo(ChronoUnit.MICROS))
                    .filter(time -> file.present()))
        .toList();
  }

  /**
   * When something was last written or added to the folder, including files that keep an older time
   * of their own, as copies do.
   */
  Instant newest() {
    Instant sign = lastSign();
    return folder.modified().isAfter(sign) ? folder.modified() : sign;
  }

  /** When something was last written for the call; the folder's own time while it has no file. */
  Instant lastSign() {
    return files.stream()
        .filter(FileStamp::present)
        .map(FileStamp::modified)
        .max(Instant::compareTo)
        .orElse(folder.modified());
  }

  /** Whether the call is ended by a file that came after those of the call, as it should be. */
  boolean inOrder() {
    FileStamp end = end();
    if (!end.present()) {
      return false;
    }
    for (int i = 0; i < files.size(); i++) {
      FileStamp file = files.get(i);
      if (formats.files().get(i).isWrittenDuringCall()
          && !(file.present() && !end.modified().isBefore(file.modified()))) {
        return false;
      }
    }
    return true;
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
}
