package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * Writes the events that were sent into files of the events folder, one for each hour and kind of
 * sender, where the same reader finds them that reads all other event files. Thread-safe.
 */
final class EventFolder {
  /** The folder in that of event files. */
  static final String NAME = "inbox";

  /** Files are read within seconds; the rest of the time is for whoever wants to look at them. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path events;
  private final long mostBytes;
  private String hour = "";
  private long bytes;

  /** Who sent a body; the word is in the file's name. */
  enum Sender {
    /** A server that knows the secret. */
    SERVERS,
    /** A browser on a page of an origin that is allowed. */
    BROWSERS
  }

  /**
   * @param events the folder of event files, which is made if it is not there
   * @param mostBytes how large the files may be together
   */
  EventFolder(Path events, long mostBytes) {
    this.events = events;
    this.mostBytes = mostBytes;
  }

  /**
   * Makes the folder.
   *
   * @throws IOException if this user may not write there; the message says what to do
   */
  void prepare() throws IOException {
    try {
      folder();
    } catch (IOException e) {
      throw new IOException(
          "http.inbox.events is on, but "
              + events
              + " cannot be written to ("
              + e
              + "): let this user write there (with systemd, also ReadWritePaths= in a drop-in, see"
              + " docs/inbox.md), or remove http.inbox.events",
          e);
    }
  }

  /**
   * Appends lines durably.
   *
   * @return false if there is no room
   * @throws IOException if they could not be written; some of them may count all the same
   */
  synchronized boolean append(Sender sender, byte[] lines, Instant now) throws IOException {
    Path folder = folder();
    String current = HOUR.format(now);
    if (!current.equals(hour)) {
      bytes = removeOld(folder, now.minus(KEPT));
      hour = current;
    }
    if (bytes + lines.length > mostBytes) {
      bytes = removeOld(folder, now.minus(KEPT));
      if (bytes + lines.length > mostBytes) {
        return false;
      }
    }
    Path file = folder.resolve(sender.name().toLowerCase(Locale.ROOT) + "-" + current + ".jsonl");
    boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (fresh) {
      PrivateFile.write(file, new byte[0]);
    }
    append(file, lines);
    bytes += lines.length;
    return true;
  }

  private static void append(Path file, byte[] lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      long size = channel.size();
      ByteBuffer left = ByteBuffer.allocate(lines.length + 2);
      if (size > 0 && !endsWithLineFeed(channel, size)) {
        // A process was killed while it wrote here: what it left is a line of its own.
        left.put((byte) '\n');
      }
      left.put(lines);
      if (lines[lines.length - 1] != '\n') {
        left.put((byte) '\n');
      }
      left.flip();
      for (long at = size; left.hasRemaining(); ) {
        at += channel.write(left, at);
      }
      channel.force(true);
    }
  }

  private static boolean endsWithLineFeed(FileChannel channel, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
  }

  private Path folder() throws IOException {
    Files.createDirectories(events);
    Path folder = events.resolve(NAME);
    PrivateFile.makeFolder(folder);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(folder.toString());
    }
    return folder;
  }

  /** Deletes what is older than this; returns how large the rest is. */
  private static long removeOld(Path folder, Instant oldest) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.jsonl")) {
      all.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    long rest = 0;
    for (Path file : files) {
      BasicFileAttributes seen =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (seen.isRegularFile() && seen.lastModifiedTime().toInstant().isBefore(oldest)) {
        Files.deleteIfExists(file);
      } else {
        rest += seen.size();
      }
    }
    return rest;
  }
}
