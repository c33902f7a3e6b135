package org.voiceagent.exporter.lake.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * What is recorded beside an archive.
 *
 * @param sha256 the checksum of the whole file, in hexadecimal digits
 * @param previousSha256 of the archive whose place it takes; "" if there was none. While one is
 *     renamed over the other, either may be there
 * @param calls how many calls it holds
 * @param bytes its size
 */
record ArchiveRecord(String sha256, String previousSha256, int calls, long bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the record at a path; empty if there is none, or it is damaged. */
  static Optional<ArchiveRecord> read(Path path) throws IOException {
    try {
      JsonNode node = JSON.readTree(Files.readString(path));
      return Optional.of(
          new ArchiveRecord(
              node.path("sha256").asText(),
              node.path("previous_sha256").asText(),
              node.path("calls").asInt(),
              node.path("bytes").asLong()));
    } catch (NoSuchFileException | JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** Writes it durably. */
  void write(Path path) throws IOException {
    String text =
        JSON.createObjectNode()
            .put("sha256", sha256)
            .put("previous_sha256", previousSha256)
            .put("calls", calls)
            .put("bytes", bytes)
            .toString();
    PrivateFile.write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
