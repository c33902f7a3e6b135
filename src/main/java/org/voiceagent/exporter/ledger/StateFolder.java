package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FileStamp;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * The folder the ledger lives in, locked against a second daemon. A snapshot of generation 7 holds
 * all up to the end of log 6; log 7 holds what came after.
 */
final class StateFolder implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(StateFolder.class);
  private static final Pattern NAME = Pattern.compile("(snapshot|calls)-(\\d{1,18})\\.(bin|log)");
  private static final String LOCK = "lock";
  private static final String DAMAGED = "damaged-";
  private static final int MOST_SET_ASIDE = 16;

  private final Path folder;
  private final FileChannel lockFile;
  private final Optional<Object> lockKey;
  private Forcing forcing = StateFolder::forceFolder;

  private StateFolder(Path folder, FileChannel lockFile) throws IOException {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lockKey = FileStamp.at(folder.resolve(LOCK)).key();
  }

  /**
   * Makes the folder if need be, readable by its owner only, and locks it.
   *
   * @throws IOException if it cannot be made or written, or another daemon holds it; says what to
   *     do
   */
  static StateFolder lock(Path folder) throws IOException {
    try {
      make(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        take(folder, channel);
        return new StateFolder(folder, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (FileSystemException e) {
      String why = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(
          "cannot write the state folder "
              + folder
              + " ("
              + why
              + "); name one that this user may write with --state",
          e);
    }
  }

  /** Whether another process has locked the folder. */
  static boolean isLocked(Path folder) throws IOException {
    try (FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return !tryToLock(channel);
    } catch (NoSuchFileException neverUsed) {
      return false;
    }
  }

  Path snapshot(long generation) {
    return folder.resolve("snapshot-" + generation + ".bin");
  }

  Path log(long generation) {
    return folder.resolve("calls-" + generation + ".log");
  }

  /** The generations that have a file of this kind, {@code snapshot} or {@code calls}. */
  NavigableSet<Long> generations(String kind) throws IOException {
    NavigableSet<Long> found = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && name.group(1).equals(kind)) {
          found.add(Long.parseLong(name.group(2)));
        }
      }
    }
    return found;
  }

  /** When one of the snapshots and logs was last written; the epoch if there is none. */
  Instant lastWritten() throws IOException {
    Instant last = Instant.EPOCH;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          Instant written = Files.getLastModifiedTime(file).toInstant();
          last = written.isAfter(last) ? written : last;
        }
      }
    }
    return last;
  }

  /** Moves a new snapshot into its place; {@link #force} makes that durable. */
  void install(Path written, long generation) throws IOException {
    Files.move(written, snapshot(generation), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where a snapshot is written before it is installed. */
  Path scratch() {
    return folder.resolve("snapshot.tmp");
  }

  /** Makes added and removed names durable. */
  void force() throws IOException {
    forcing.force(folder);
  }

  /** Makes the names in a folder durable. */
  @FunctionalInterface
  interface Forcing {
    /** Forces the folder to the disk, and fails if the file system reports a fault. */
    void force(Path folder) throws IOException;
  }

  /** For tests: replaces the way names are made durable. */
  void forcedBy(Forcing next) {
    forcing = next;
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes the files of generations before this one. */
  void removeBefore(long generation) throws IOException {
    for (long old : generations("snapshot").headSet(generation)) {
      Files.deleteIfExists(snapshot(old));
    }
    for (long old : generations("calls").headSet(generation)) {
      Files.deleteIfExists(log(old));
    }
  }

  /** Renames a damaged file, so that it can be examined and is not read again. */
  Path setAside(Path damaged) throws IOException {
    Path aside = aside(damaged.getFileName().toString());
    return Files.move(damaged, aside, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps damaged bytes of a file that is otherwise used. */
  Path setAside(Path file, long from, byte[] bytes) throws IOException {
    return Files.write(aside(file.getFileName() + "-at-" + from), bytes);
  }

  /** Removes the files set aside as damaged that hold one of these texts, such as a call's id. */
  void removeDamagedWith(Set<String> texts) throws IOException {
    List<byte[]> wanted =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DAMAGED + "*")) {
      for (Path file : files) {
        if (Bytes.containAny(file, wanted)) {
          Files.deleteIfExists(file);
          logger.info("{} held data of a forgotten call and was deleted", file.getFileName());
        }
      }
    }
  }

  /** Whether the locked folder is still the one at its path. */
  boolean isInPlace() throws IOException {
    return FileStamp.at(folder.resolve(LOCK)).key().equals(lockKey);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private Path aside(String name) {
    for (int n = 1; n < MOST_SET_ASIDE; n++) {
      Path aside = folder.resolve(DAMAGED + name + "." + n);
      if (!Files.exists(aside)) {
        return aside;
      }
    }
    return folder.resolve(DAMAGED + name + "." + MOST_SET_ASIDE);
  }

  private static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    PrivateFile.makeFolder(folder);
  }

  private static void take(Path folder, FileChannel channel) throws IOException {
    if (!tryToLock(channel)) {
      throw new StateInUseException(
          "the state folder "
              + folder
              + " is in use by another voice-agent-exporter"
              + holder(channel)
              + "; stop it, or name another folder with --state");
    }
    try {
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
    } catch (IOException full) {
      logger.debug("cannot say in the state folder which process has it", full);
    }
  }

  /** Locks the folder; false if another has locked it. */
  private static boolean tryToLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException bySameProcess) {
      return false;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d+") ? " (process " + pid + ")" : "";
  }
}
