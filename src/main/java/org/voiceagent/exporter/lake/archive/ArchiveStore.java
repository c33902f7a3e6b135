package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FilePlacement;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.files.Sha256;

/**
 * The archives of this host, and the only way to put one there: it is written elsewhere, forced to
 * the disk, read again and renamed, so that no reader ever sees half of one. Only the process that
 * holds the ledger may write. Not thread-safe.
 */
final class ArchiveStore {
  private static final Logger logger = LoggerFactory.getLogger(ArchiveStore.class);

  /** How the names of archives end that are being written. */
  static final String STAGED = ".tmp";

  private final Path folder;
  private final String host;

  ArchiveStore(ArchiveSettings settings) {
    this.folder = settings.folder();
    this.host = settings.host();
  }

  /** The folder of all archives. */
  Path folder() {
    return folder;
  }

  /** The archives that this host wrote, by day and number. */
  List<ArchiveFile> own() throws IOException {
    return ArchiveFile.all(folder).stream().filter(file -> file.host().equals(host)).toList();
  }

  /**
   * What the archives of this host have of some folders. An archive that is damaged counts as
   * empty, so that its calls are archived again where their folders are still there.
   *
   * @param folders the names of the folders
   * @throws IOException if the archives cannot be listed
   */
  Map<String, List<ArchivedCall>> archived(Collection<String> folders) throws IOException {
    Set<String> wanted = new HashSet<>(folders);
    Map<String, List<ArchivedCall>> found = new HashMap<>();
    for (ArchiveFile file : own()) {
      Path path = file.in(folder);
      try {
        List<ArchivedCall> calls =
            ArchiveIndex.read(path, line -> wanted.contains(ArchiveIndex.folder(line)));
        if (!calls.isEmpty() && ArchiveVerification.problem(folder, file).isEmpty()) {
          calls.forEach(
              call -> found.computeIfAbsent(call.folder(), any -> new ArrayList<>()).add(call));
        }
      } catch (IOException damaged) {
        logger.warn("an archive is not used: {}", damaged.getMessage());
      }
    }
    return found;
  }

  /** The first archive of a day whose name is free. */
  ArchiveFile free(LocalDate day) {
    ArchiveFile file = new ArchiveFile(host, day, 1);
    while (Files.exists(file.in(folder))) {
      file = file.next();
    }
    return file;
  }

  /** Adds files and calls to an archive. */
  interface Filling {
    /** Adds everything; throws to leave nothing there. */
    void fill(ArchiveWriter archive) throws IOException;
  }

  /**
   * Writes an archive, reads it again to check it, and puts it in its place.
   *
   * @throws IOException if that failed; what was there before is there still
   */
  void write(ArchiveFile file, Filling filling) throws IOException {
    PrivateFile.makeFolder(folder);
    PrivateFile.makeFolder(folder.resolve(host));
    clear();
    // Of the file itself, because a process may have been killed between record and file.
    String before = Files.exists(file.in(folder)) ? Sha256.of(file.in(folder)) : "";
    Path staged = file.staged(folder);
    ArchiveRecord record;
    try (ArchiveWriter writer = new ArchiveWriter(staged)) {
      filling.fill(writer);
      record = writer.finish(before);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(staged);
      throw e;
    }
    Optional<String> fault = fault(staged, List.of(record.sha256()));
    if (fault.isPresent()) {
      Files.deleteIfExists(staged);
      throw new IOException("the disk did not keep what was written: " + fault.get());
    }
    record.write(file.record(folder));
    Files.move(staged, file.in(folder), StandardCopyOption.ATOMIC_MOVE);
    FilePlacement.force(folder.resolve(host));
  }

  /**
   * Writes an archive again without some of its calls, or deletes it if none is left.
   *
   * @param unwanted whether a call goes
   * @return the calls that went
   * @throws IOException if that failed; do it again
   */
  List<ArchivedCall> remove(ArchiveFile file, Predicate<ArchivedCall> unwanted) throws IOException {
    Path path = file.in(folder);
    List<ArchivedCall> gone = new ArrayList<>();
    List<ArchivedCall> stay = new ArrayList<>();
    try (ZipFile zip = ArchiveIndex.open(path)) {
      for (ArchivedCall call : ArchiveIndex.read(zip, line -> true)) {
        (unwanted.test(call) ? gone : stay).add(call);
      }
      if (!gone.isEmpty() && !stay.isEmpty()) {
        write(file, writer -> copy(zip, stay, writer));
      }
    }
    if (!gone.isEmpty() && stay.isEmpty()) {
      delete(file);
    }
    return gone;
  }

  /** Deletes an archive, and then its record. */
  void delete(ArchiveFile file) throws IOException {
    PrivateFile.delete(file.in(folder));
    PrivateFile.delete(file.record(folder));
  }

  /** Deletes what a process left half written when it was killed: it may hold forgotten calls. */
  void clear() throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder.resolve(host), "*" + STAGED)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException none) {
      return;
    }
  }

  private static void copy(ZipFile zip, List<ArchivedCall> calls, ArchiveWriter writer)
      throws IOException {
    for (ArchivedCall call : calls) {
      for (ArchivedFile file : call.files()) {
        try (InputStream content = content(zip, call, file)) {
          if (!writer.file(call.folder(), file.name(), file.modifiedAt(), content).equals(file)) {
            throw damaged(zip);
          }
        }
      }
      writer.call(call);
    }
  }

  /** The content of a file. */
  static InputStream content(ZipFile zip, ArchivedCall call, ArchivedFile file) throws IOException {
    ZipEntry entry = zip.getEntry(call.folder() + "/" + file.name());
    if (entry == null) {
      throw damaged(zip);
    }
    return zip.getInputStream(entry);
  }

  private static IOException damaged(ZipFile zip) {
    return new IOException("a file in " + zip.getName() + " is not what was archived");
  }

  /**
   * Reads an archive whole, and compares it and each file in it with their checksums.
   *
   * @param known the checksums that it may have
   * @return what is wrong; empty if nothing is
   */
  static Optional<String> fault(Path archive, List<String> known) {
    try {
      if (!known.contains(Sha256.of(archive))) {
        return Optional.of(archive + ": has another checksum than when it was written");
      }
      try (ZipFile zip = ArchiveIndex.open(archive)) {
        int files = 1;
        for (ArchivedCall call : ArchiveIndex.read(zip, line -> true)) {
          for (ArchivedFile file : call.files()) {
            files++;
            if (!isWhole(zip, call, file)) {
              return Optional.of(archive + ": holds a file with another checksum than was listed");
            }
          }
        }
        return files == zip.size()
            ? Optional.empty()
            : Optional.of(archive + ": holds files that its list of calls does not have");
      }
    } catch (IOException e) {
      return Optional.of(archive + ": cannot be read: " + e.getMessage());
    }
  }

  private static boolean isWhole(ZipFile zip, ArchivedCall call, ArchivedFile file)
      throws IOException {
    try (InputStream in = content(zip, call, file)) {
      return ArchivedFile.copy(file.name(), file.modifiedAt(), in, OutputStream.nullOutputStream())
          .equals(file);
    }
  }
}
