package org.voiceagent.exporter.lake;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.voiceagent.exporter.files.FilePlacement;
import org.voiceagent.exporter.files.PrivateFile;

/** The folder of a journal: finds its files, and removes lines from them. */
final class JournalFolder {
  private static final int BUFFER = 1 << 16;

  private JournalFolder() {}

  /**
   * All files of a journal in the order of their days and numbers; none if it does not exist.
   *
   * @throws IOException if a folder cannot be listed
   */
  static List<JournalFile> files(Path journal) throws IOException {
    List<JournalFile> files = new ArrayList<>();
    try (DirectoryStream<Path> datasets = Files.newDirectoryStream(journal)) {
      for (Path dataset : datasets) {
        if (Files.isDirectory(dataset)) {
          try (DirectoryStream<Path> all = Files.newDirectoryStream(dataset)) {
            all.forEach(file -> JournalFile.of(file).ifPresent(files::add));
          }
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    files.sort(JournalFile.ORDER);
    return files;
  }

  /**
   * The files of one dataset by their days, both in order.
   *
   * @throws IOException if a folder cannot be listed
   */
  static Map<LocalDate, List<Path>> days(Path journal, Dataset dataset) throws IOException {
    Map<LocalDate, List<Path>> days = new TreeMap<>();
    for (JournalFile file : files(journal)) {
      if (file.dataset().equals(dataset.label())) {
        days.computeIfAbsent(file.day(), any -> new ArrayList<>()).add(file.in(journal));
      }
    }
    return days;
  }

  /**
   * The sizes of files by their bare names. Taken before they are read: what comes later is read
   * again.
   *
   * @throws IOException if one cannot be looked at
   */
  static Map<String, Long> sizes(List<Path> files) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (Path file : files) {
      sizes.put(String.valueOf(file.getFileName()), Files.size(file));
    }
    return sizes;
  }

  /**
   * Removes lines from a file, which is rewritten and renamed over, so that a reader sees the one
   * or the other.
   *
   * @param unwanted whether a line, without its line feed, is to go
   * @return how many lines went
   * @throws IOException if that failed; the file is as it was
   */
  static int remove(Path file, Predicate<byte[]> unwanted) throws IOException {
    if (!contains(file, unwanted)) {
      return 0;
    }
    int removed = 0;
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(beside);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        FileChannel channel = PrivateFile.create(beside);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      byte[] line = line(in);
      while (line.length > 0) {
        if (unwanted.test(line)) {
          removed++;
        } else {
          out.write(line);
        }
        line = line(in);
      }
      out.flush();
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    FilePlacement.force(file.getParent());
    return removed;
  }

  private static boolean contains(Path file, Predicate<byte[]> wanted) throws IOException {
    boolean[] found = {false};
    forEachLine(file, line -> found[0] |= wanted.test(line));
    return found[0];
  }

  /** Reads all lines of a file with their line feeds; none if it is gone. */
  static void forEachLine(Path file, Consumer<byte[]> reader) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      byte[] line = line(in);
      while (line.length > 0) {
        reader.accept(line);
        line = line(in);
      }
    } catch (NoSuchFileException gone) {
      // It was deleted meanwhile, and so are its lines.
    }
  }

  /** The next line with its line feed; empty at the end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    int next = in.read();
    while (next >= 0) {
      line.write(next);
      if (next == '\n') {
        break;
      }
      next = in.read();
    }
    return line.toByteArray();
  }
}
