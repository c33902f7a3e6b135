package org.voiceagent.exporter.lake.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.voiceagent.exporter.files.FolderPlacement;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Sha256;

/**
 * Writes folders of calls from archives. Each is written under a hidden name, compared with its
 * checksums and renamed, so that it is there as a whole or not at all. Nothing is overwritten, and
 * no name in an archive leads outside. Thread-safe.
 */
public final class ArchiveRestore {
  private final ArchiveSettings settings;

  /** Restores from the archives of these settings, of all hosts. */
  public ArchiveRestore(ArchiveSettings settings) {
    this.settings = settings;
  }

  /** What to say of a result that is empty. */
  public static final String NOTHING = "No archive has this call or day.";

  /** Says whether a call may be restored. */
  public interface Permission {
    /** Why it may not; "" if it may. */
    String refusal(ArchivedCall call);
  }

  /**
   * What was done.
   *
   * @param restored the folders that are there now, one for each call
   * @param refused why others are not, a sentence each
   */
  public record Result(List<Path> restored, List<String> refused) {
    /** Copies the lists. */
    public Result {
      restored = List.copyOf(restored);
      refused = List.copyOf(refused);
    }

    /** Whether no archive has what was asked for. */
    public boolean isEmpty() {
      return restored.isEmpty() && refused.isEmpty();
    }

    /** Whether everything that was asked for is there now. */
    public boolean isWhole() {
      return !restored.isEmpty() && refused.isEmpty();
    }
  }

  /**
   * Restores a call, or all calls of the archives of a day. Of a call that is in several archives,
   * the newest is taken.
   *
   * @param what the id of a call, the name of its folder, or a day such as {@code 2026-11-20}
   * @param target the folder that gets the folders of calls; it must exist
   * @param permission is asked about each call
   * @throws IOException if an archive cannot be read or the folder not be written; the calls before
   *     that are there
   */
  public Result restore(String what, Path target, Permission permission) throws IOException {
    Map<String, ArchiveFile> newest = new LinkedHashMap<>();
    for (ArchiveFile file : ArchiveFile.all(settings.folder())) {
      boolean ofThatDay = file.day().toString().equals(what);
      for (ArchivedCall call :
          ArchiveIndex.read(
              file.in(settings.folder()), line -> ofThatDay || ArchiveIndex.isAbout(line, what))) {
        newest.merge(call.folder(), file, ArchiveRestore::later);
      }
    }
    List<Path> restored = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, ArchiveFile> one : newest.entrySet()) {
      Path archive = one.getValue().in(settings.folder());
      try (ZipFile zip = ArchiveIndex.open(archive)) {
        for (ArchivedCall call :
            ArchiveIndex.read(zip, line -> ArchiveIndex.folder(line).equals(one.getKey()))) {
          String refusal = permission.refusal(call);
          if (refusal.isEmpty()) {
            restore(zip, call, target, restored, refused);
          } else {
            refused.add(call.call() + ": " + refusal);
          }
        }
      }
    }
    return new Result(restored, refused);
  }

  private static ArchiveFile later(ArchiveFile one, ArchiveFile other) {
    Comparator<ArchiveFile> order =
        Comparator.comparing(ArchiveFile::day).thenComparingInt(ArchiveFile::number);
    return order.compare(one, other) > 0 ? one : other;
  }

  private static void restore(
      ZipFile zip, ArchivedCall call, Path target, List<Path> restored, List<String> refused)
      throws IOException {
    try (GuardedRoot root = GuardedRoot.open(target)) {
      FolderPlacement.put(
          root,
          call.folder(),
          folder -> {
            for (ArchivedFile file : call.files()) {
              write(zip, call, file, folder);
            }
          });
      restored.add(target.resolve(call.folder()));
    } catch (FileAlreadyExistsException there) {
      refused.add(call.call() + ": there is a folder of this name already");
    } catch (IllegalArgumentException forged) {
      throw new IOException(zip.getName() + " holds a name that leads outside", forged);
    }
  }

  private static void write(
      ZipFile zip, ArchivedCall call, ArchivedFile file, FolderPlacement folder)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(
            new AtMost(ArchiveStore.content(zip, call, file), file.bytes()), digest)) {
      folder.file(file.name(), file.modifiedAt(), in);
    }
    if (!Sha256.hex(digest).equals(file.sha256())) {
      throw new IOException(zip.getName() + " is damaged: a file has another checksum");
    }
  }

  /** Ends after as many bytes as were announced, however many a forged archive holds. */
  private static final class AtMost extends FilterInputStream {
    private long left;

    AtMost(InputStream in, long announced) {
      super(in);
      this.left = announced;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = left == 0 ? -1 : super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
