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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
    PrivateFile.write(beside, new byte[0]);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
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
