package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FilePlacement;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.files.Sha256;

/**
 * The files of a lake, and the only way to put one there: it is written elsewhere, forced to the
 * disk and renamed, so that no reader ever sees half a file. One process of a host at a time may
 * write. Not thread-safe.
 */
final class Lake implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Lake.class);
  private static final String LOCK = "lock";
  private static final int MEMORY_MEBIBYTES = 1_024;
  private static final int ROW_GROUP = 50_000;
  private static final int ID_BYTES = 64;

  private final Path folder;
  private final String host;
  private final FileChannel lock;

  private Lake(LakeSettings settings, FileChannel lock) {
    this.folder = settings.folder();
    this.host = settings.host();
    this.lock = lock;
  }

  /**
   * Opens a lake to write to it.
   *
   * @throws IOException if it cannot be written, or another process of this host writes to it
   */
  static Lake open(LakeSettings settings) throws IOException {
    return open(settings, channel -> Optional.ofNullable(channel.tryLock()));
  }

  /**
   * Opens a lake to write to it as soon as no other process of this host does.
   *
   * @throws IOException if it cannot be written, or this process writes to it
   */
  static Lake waitFor(LakeSettings settings) throws IOException {
    return open(settings, channel -> Optional.of(channel.lock()));
  }

  private interface Locking {
    Optional<FileLock> lock(FileChannel channel) throws IOException;
  }

  private static Lake open(LakeSettings settings, Locking locking) throws IOException {
    Path staging = settings.folder().resolve(LakeFile.HIDDEN + "staging");
    Files.createDirectories(staging);
    PrivateFile.makeFolder(staging.resolve(settings.host()));
    FileChannel channel =
        FileChannel.open(
            staging.resolve(settings.host()).resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (locking.lock(channel).isPresent()) {
        Lake lake = new Lake(settings, channel);
        lake.clear();
        return lake;
      }
    } catch (OverlappingFileLockException bySameProcess) {
      logger.debug("this process writes to the lake already");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(
        "the lake " + settings.folder() + " is being written by another process of this host");
  }

  /** Removes what a process that was killed left half written: it may hold forgotten calls. */
  private void clear() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(staging())) {
      for (Path file : left) {
        if (Files.isRegularFile(file) && !file.endsWith(LOCK)) {
          Files.delete(file);
        }
      }
    }
  }

  private Path staging() {
    return folder.resolve(LakeFile.HIDDEN + "staging").resolve(host);
  }

  /** The folder of all datasets. */
  Path folder() {
    return folder;
  }

  /** A database whose scratch files lie beside those that are written. */
  DuckDb database() throws IOException {
    return database(MEMORY_MEBIBYTES);
  }

  /** The same with other memory. */
  DuckDb database(int memoryMebibytes) throws IOException {
    return DuckDb.open(memoryMebibytes, staging().resolve("scratch"));
  }

  /**
   * One of several databases that work at the same time, with their part of memory and processors.
   *
   * @param number of this one, from 0
   * @param of how many there are
   */
  DuckDb database(int number, int of) throws IOException {
    DuckDb database =
        DuckDb.open(MEMORY_MEBIBYTES / of, staging().resolve("scratch").resolve("" + number));
    database.run("SET threads = " + Math.max(1, Runtime.getRuntime().availableProcessors() / of));
    return database;
  }

  /** The files of a dataset that this host writes, by their days. */
  List<LakeFile> own(Dataset dataset) throws IOException {
    return files(folder, dataset).stream().filter(file -> file.host().equals(host)).toList();
  }

  /** The files of a dataset of all hosts, by their days; none if there is no such lake. */
  static List<LakeFile> files(Path lake, Dataset dataset) throws IOException {
    List<LakeFile> files = new ArrayList<>();
    try (DirectoryStream<Path> days = Files.newDirectoryStream(lake.resolve(dataset.label()))) {
      for (Path day : days) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(day, "*.parquet")) {
          all.forEach(file -> LakeFile.of(dataset, file).ifPresent(files::add));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    files.sort(java.util.Comparator.comparing(LakeFile::day).thenComparing(LakeFile::host));
    return files;
  }

  /**
   * Puts the answer of a query into a file of the lake, in place of the one that is there. Without
   * rows, there is no such file afterwards.
   *
   * @param query what to write
   * @param sizes the files of the journal that it reads, and how much of each
   * @return what was written
   * @throws IOException if that failed; the file is as it was before, or the new one
   */
  LakeRecord write(DuckDb database, LakeFile file, String query, Map<String, Long> sizes)
      throws IOException {
    long rows = database.number("SELECT count(*) FROM (" + query + ")");
    stage(database, query, file.staged(folder), rows);
    return place(file, file.staged(folder), rows, sizes);
  }

  /**
   * Writes the answer of a query into a file that no reader looks for.
   *
   * @param mostRows how many rows there can be, or more; dictionaries of that length are reserved
   * @return how many rows were written
   */
  static long stage(DuckDb database, String query, Path staged, long mostRows) throws IOException {
    Files.deleteIfExists(staged);
    return database.change(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, %s)"
            .formatted(query, DuckDb.quoted(staged), dictionaries(mostRows)));
  }

  /** Renames a staged file into the lake, with its record beside it; one without rows goes. */
  LakeRecord place(LakeFile file, Path staged, long rows, Map<String, Long> sizes)
      throws IOException {
    if (rows == 0) {
      Files.deleteIfExists(staged);
      remove(file);
      return new LakeRecord("", "", 0, 0, sizes, false);
    }
    try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.createDirectories(file.folder(folder));
    Optional<LakeRecord> before = LakeRecord.read(file.record(folder));
    LakeRecord record =
        new LakeRecord(
            Sha256.of(staged),
            Files.exists(file.in(folder)) ? before.map(LakeRecord::sha256).orElse("") : "",
            rows,
            Files.size(staged),
            sizes,
            false);
    record.beforeItIsThere().write(file.record(folder));
    Files.move(staged, file.in(folder), StandardCopyOption.ATOMIC_MOVE);
    FilePlacement.force(file.folder(folder));
    record.write(file.record(folder));
    return record;
  }

  /** From here on, this file is not made again, because calls it counts are to be forgotten. */
  void keep(LakeFile file) throws IOException {
    Optional<LakeRecord> record = LakeRecord.read(file.record(folder));
    if (record.isPresent() && !record.get().kept()) {
      record.get().forGood().write(file.record(folder));
    }
  }

  /** Removes a file, and then what is recorded of it. */
  void remove(LakeFile file) throws IOException {
    if (Files.deleteIfExists(file.in(folder))) {
      FilePlacement.force(file.folder(folder));
    }
    Files.deleteIfExists(file.record(folder));
    Files.deleteIfExists(file.staged(folder));
    try {
      Files.deleteIfExists(file.folder(folder));
    } catch (java.nio.file.DirectoryNotEmptyException ofOtherHosts) {
      // They wrote files of the same day.
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  /**
   * DuckDB writes a Bloom filter for a column only if it has a dictionary, and no dictionary for a
   * column of ids, unless it may be as long as the column. What it may be is reserved in memory.
   */
  private static String dictionaries(long rows) {
    long most = Math.min(rows, ROW_GROUP);
    return "ROW_GROUP_SIZE %d, DICTIONARY_SIZE_LIMIT %d, STRING_DICTIONARY_PAGE_SIZE_LIMIT %d,"
            .formatted(ROW_GROUP, most, Math.max(1 << 16, most * ID_BYTES))
        + " BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.01";
  }
}
