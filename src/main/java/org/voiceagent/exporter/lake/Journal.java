package org.voiceagent.exporter.lake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FilePlacement;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * Appends lines to one file for each dataset and day. Lines are collected in memory, because the
 * counting thread must not wait for a disk: {@link #flush} writes them, and {@link #force} makes
 * them durable. Only the owner may read the files. Thread-safe.
 */
public final class Journal {
  private static final Logger logger = LoggerFactory.getLogger(Journal.class);

  /** A file that has grown beyond this is continued in another one. */
  private static final long LARGE_FILE = 256L << 20;

  /** What is written although no flush was asked for. */
  private static final int FULL = 1 << 20;

  /** What is kept while the disk takes nothing; some 40,000 calls. */
  private static final int MOST_KEPT = 32 << 20;

  private final Path folder;
  private final Map<Part, ByteArrayOutputStream> waiting = new LinkedHashMap<>();
  private final Map<Part, JournalFile> open = new LinkedHashMap<>();
  private final Set<JournalFile> unforced = new LinkedHashSet<>();
  private boolean filesMade;
  private int waitingBytes;
  private boolean failing;

  private record Part(String dataset, LocalDate day) {}

  /**
   * A journal; nothing is made before the first line is written.
   *
   * @param folder the folder of all datasets
   */
  public Journal(Path folder) {
    this.folder = folder;
  }

  /** The folder of all datasets. */
  Path folder() {
    return folder;
  }

  /**
   * Adds a line.
   *
   * @param dataset the name of a folder, such as {@code calls}
   * @param day the day it belongs to, in UTC
   * @param line with its line feed
   */
  synchronized void append(String dataset, LocalDate day, byte[] line) {
    ByteArrayOutputStream lines =
        waiting.computeIfAbsent(
            new Part(dataset, day), any -> new ByteArrayOutputStream(2 * line.length));
    lines.write(line, 0, line.length);
    waitingBytes += line.length;
    if (waitingBytes > MOST_KEPT) {
      logger.error(
          "the journal in {} could not be written for so long that {} bytes of it are lost",
          folder,
          waitingBytes);
      drop();
    } else if (waitingBytes > FULL && !failing) {
      flush();
    }
  }

  /** Writes the lines that are waiting. If that fails, they wait on; it is logged. */
  public synchronized void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      for (Map.Entry<Part, ByteArrayOutputStream> one : waiting.entrySet()) {
        write(one.getKey(), one.getValue().toByteArray());
        waitingBytes -= one.getValue().size();
        one.getValue().reset();
      }
      drop();
      if (failing) {
        failing = false;
        logger.info("the journal in {} can be written again", folder);
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Writes what is waiting, and makes all lines durable. A failure is logged. */
  public synchronized void force() {
    force(file -> true);
  }

  /** As {@link #force()}, but for the lines of one dataset only; those of others are written. */
  synchronized void force(String dataset) {
    force(file -> file.dataset().equals(dataset));
  }

  private void force(Predicate<JournalFile> wanted) {
    flush();
    try {
      for (JournalFile file : unforced.stream().filter(wanted).toList()) {
        forceFile(file.in(folder));
        unforced.remove(file);
      }
      filesMade = filesMade && !unforced.isEmpty();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void forceFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false);
    }
    if (filesMade) {
      FilePlacement.force(parent(file));
      FilePlacement.force(folder);
      FilePlacement.force(parent(folder));
    }
  }

  /**
   * Removes lines from all files and from those that are waiting.
   *
   * @param unwanted whether a line is to go
   * @return how many lines of files went
   * @throws IOException if a file could not be rewritten
   */
  public synchronized int remove(Predicate<byte[]> unwanted) throws IOException {
    flush();
    if (failing) {
      throw new IOException("the journal in " + folder + " cannot be written");
    }
    int removed = 0;
    for (JournalFile file : JournalFolder.files(folder)) {
      removed += JournalFolder.remove(file.in(folder), unwanted);
    }
    return removed;
  }

  private void drop() {
    waiting.clear();
    waitingBytes = 0;
  }

  private void failed(IOException e) {
    // Half a line may have been written, so that its end must be looked for.
    open.clear();
    if (!failing) {
      failing = true;
      logger.error("the journal in {} cannot be written; its lines wait: {}", folder, e.toString());
    }
  }

  private void write(Part part, byte[] lines) throws IOException {
    if (lines.length == 0) {
      return;
    }
    JournalFile file = file(part);
    try (FileChannel channel = appending(file.in(folder))) {
      ByteBuffer left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
    unforced.add(file);
  }

  /** The file to append to, whose last line is whole. */
  private JournalFile file(Part part) throws IOException {
    JournalFile file = open.get(part);
    if (file == null) {
      file = newest(part);
      endLastLine(file.in(folder));
    }
    while (Files.exists(file.in(folder)) && Files.size(file.in(folder)) > LARGE_FILE) {
      file = file.next();
    }
    if (open.size() > 1_000) {
      open.clear();
    }
    open.put(part, file);
    return file;
  }

  private JournalFile newest(Part part) throws IOException {
    JournalFile newest = new JournalFile(part.dataset(), part.day(), 1);
    while (Files.exists(newest.next().in(folder))) {
      newest = newest.next();
    }
    return newest;
  }

  /** A process that was killed may have left half a line, which must stay a line of its own. */
  private static void endLastLine(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      if (last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), channel.size());
      }
    }
  }

  private FileChannel appending(Path file) throws IOException {
    if (!Files.exists(file)) {
      filesMade = true;
      Files.createDirectories(parent(folder));
      PrivateFile.makeFolder(folder);
      PrivateFile.makeFolder(parent(file));
      try {
        PrivateFile.create(file).close();
      } catch (FileAlreadyExistsException there) {
        logger.debug("{} was made meanwhile", file);
      }
    }
    return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
