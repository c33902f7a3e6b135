package org.voiceagent.exporter.lake.archive;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.files.Sha256;

/**
 * Writes one archive. The same files in the same order give the same bytes on every machine. Not
 * thread-safe.
 */
final class ArchiveWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** The years that a ZIP file can tell. */
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final LocalDateTime LAST = LocalDateTime.of(2107, 12, 31, 23, 59);

  private final FileChannel channel;
  private final MessageDigest whole = Sha256.digest();
  private final ZipOutputStream zip;
  private final ByteArrayOutputStream index = new ByteArrayOutputStream();
  private int calls;

  /**
   * Begins an archive that only its owner may read.
   *
   * @param staged where it is written; what is there is replaced
   */
  ArchiveWriter(Path staged) throws IOException {
    Files.deleteIfExists(staged);
    channel = PrivateFile.create(staged);
    OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Channels.newOutputStream(channel), whole), BUFFER);
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /**
   * Adds a file.
   *
   * @param folder the name of its call's folder
   * @return what was written
   */
  ArchivedFile file(String folder, String name, Instant modifiedAt, InputStream content)
      throws IOException {
    begin(folder + "/" + name, modifiedAt);
    ArchivedFile written = ArchivedFile.copy(name, modifiedAt, content, zip);
    zip.closeEntry();
    return written;
  }

  /** Adds a call whose files were added before. */
  void call(ArchivedCall call) {
    index.writeBytes(ArchiveIndex.line(call));
    calls++;
  }

  /**
   * Ends the archive and forces it to the disk.
   *
   * @param previousSha256 the checksum of the archive whose place it takes; "" if there is none
   */
  ArchiveRecord finish(String previousSha256) throws IOException {
    begin(ArchiveIndex.ENTRY, Instant.EPOCH);
    index.writeTo(zip);
    zip.closeEntry();
    zip.finish();
    zip.flush();
    channel.force(true);
    long bytes = channel.size();
    zip.close();
    return new ArchiveRecord(Sha256.hex(whole), previousSha256, calls, bytes);
  }

  private void begin(String name, Instant modifiedAt) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    LocalDateTime time = LocalDateTime.ofInstant(modifiedAt, ZoneOffset.UTC);
    entry.setTimeLocal(time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time);
    zip.putNextEntry(entry);
  }

  /** Without {@link #finish}, what was written is no archive. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
