package org.voiceagent.exporter.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * What is recorded beside a file of the lake: what it was made of, and its checksum.
 *
 * @param sha256 of the whole file, in hexadecimal digits
 * @param previousSha256 of the file whose place it takes; "" if there was none. While one is
 *     renamed over the other, either may be there
 * @param rows how many it has
 * @param bytes its size
 * @param journal the files of the journal that are in it, and how much of each; for daily totals,
 *     the checksum of the file of calls that they were made from, and its rows
 * @param kept whether it counts calls that were forgotten since, so that it is not made again
 */
record LakeRecord(
    String sha256,
    String previousSha256,
    long rows,
    long bytes,
    Map<String, Long> journal,
    boolean kept) {
  private static final ObjectMapper JSON = new ObjectMapper();

  LakeRecord {
    journal = Map.copyOf(journal);
  }

  /** The same, where nothing of the journal is known to be in the file. */
  LakeRecord beforeItIsThere() {
    return new LakeRecord(sha256, previousSha256, rows, bytes, Map.of(), false);
  }

  /** The same, but never to be made again. */
  LakeRecord forGood() {
    return new LakeRecord(sha256, previousSha256, rows, bytes, journal, true);
  }

  /** Reads the record at a path; empty if there is none, or it is damaged. */
  static Optional<LakeRecord> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(Files.readString(path));
      Map<String, Long> journal = new TreeMap<>();
      node.path("journal")
          .properties()
          .forEach(one -> journal.put(one.getKey(), one.getValue().asLong()));
      return Optional.of(
          new LakeRecord(
              node.path("sha256").asText(),
              node.path("previous_sha256").asText(),
              node.path("rows").asLong(),
              node.path("bytes").asLong(),
              journal,
              node.path("kept").asBoolean()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** Writes it durably. */
  void write(Path path) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("sha256", sha256).put("previous_sha256", previousSha256);
    node.put("rows", rows).put("bytes", bytes);
    ObjectNode read = node.putObject("journal");
    new TreeMap<>(journal).forEach(read::put);
    if (kept) {
      node.put("kept", true);
    }
    PrivateFile.write(path, (node + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
