package org.voiceagent.exporter.lake.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * The list of calls within an archive, with the checksum of each of their files: the last entry of
 * the ZIP file, one line of JSON for each call.
 */
final class ArchiveIndex {
  /** Its name in the archive, which no call's folder can have. */
  static final String ENTRY = "_calls.jsonl";

  private static final String CALL = "{\"call\":\"";
  private static final String FOLDER = "\",\"folder\":\"";
  private static final String DELETE_AT = "delete_at";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArchiveIndex() {}

  /** The line of a call with its line feed. */
  static byte[] line(ArchivedCall call) {
    ObjectNode node = JSON.createObjectNode();
    node.put("call", call.call()).put("folder", call.folder());
    call.callerHash().ifPresent(hash -> node.put("caller_hash", hash));
    call.deleteAt().ifPresent(at -> node.put(DELETE_AT, at.toString()));
    ArrayNode files = node.putArray("files");
    call.files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("name", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256())
                    .put("modified_at", file.modifiedAt().toString()));
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the calls of an archive.
   *
   * @param line says by its text whether a line is worth parsing
   * @throws NoSuchFileException if the archive is gone
   * @throws IOException if it is damaged or cannot be read
   */
  static List<ArchivedCall> read(Path archive, Predicate<String> line) throws IOException {
    try (ZipFile zip = open(archive)) {
      return read(zip, line);
    }
  }

  /** As {@link #read(Path, Predicate)}, of an archive that is open. */
  static List<ArchivedCall> read(ZipFile zip, Predicate<String> wanted) throws IOException {
    ZipEntry entry = zip.getEntry(ENTRY);
    if (entry == null) {
      throw new IOException(zip.getName() + " has no list of its calls");
    }
    List<ArchivedCall> calls = new ArrayList<>();
    try (InputStream in = zip.getInputStream(entry);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (wanted.test(line)) {
          calls.add(call(line, zip.getName()));
        }
      }
    }
    return calls;
  }

  /** The id of the call that a line is about, without parsing it; "" if it is not found. */
  static String call(String line) {
    return between(line, CALL);
  }

  /** The name of the folder that a line is about, without parsing it; "" if it is not found. */
  static String folder(String line) {
    return between(line, FOLDER);
  }

  /** Whether a line is about the call of this id, or in the folder of this name. */
  static boolean isAbout(String line, String name) {
    return call(line).equals(name) || folder(line).equals(name);
  }

  /** The ids that the call of a line may have, without parsing it. */
  static Stream<CallId> ids(String line, CallNames names) {
    return ArchivedCall.ids(call(line), folder(line), names);
  }

  /** No name of a folder or call has a quotation mark. */
  private static String between(String line, String before) {
    int found = line.indexOf(before);
    int begin = found + before.length();
    int end = line.indexOf('"', begin);
    return found < 0 || end < 0 ? "" : line.substring(begin, end);
  }

  /** Whether the call of a line may ask for its deletion, without parsing it. */
  static boolean asksForDeletion(String line) {
    return line.contains("\"" + DELETE_AT + "\"");
  }

  /** Opens an archive; a broken one is an {@link IOException} that names it. */
  static ZipFile open(Path archive) throws IOException {
    try {
      return new ZipFile(archive.toFile(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException e) {
      throw new IOException(archive + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ArchivedCall call(String line, String archive) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      List<ArchivedFile> files = new ArrayList<>();
      for (JsonNode file : node.path("files")) {
        files.add(
            new ArchivedFile(
                file.path("name").asText(),
                file.path("bytes").asLong(),
                file.path("sha256").asText(),
                Instant.parse(file.path("modified_at").asText())));
      }
      return new ArchivedCall(
          node.path("call").asText(),
          node.path("folder").asText(),
          text(node, "caller_hash"),
          text(node, DELETE_AT).map(Instant::parse),
          files);
    } catch (JsonProcessingException | DateTimeException damaged) {
      throw new IOException("the list of calls in " + archive + " is damaged", damaged);
    }
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.path(key).isTextual() ? Optional.of(node.path(key).asText()) : Optional.empty();
  }
}
