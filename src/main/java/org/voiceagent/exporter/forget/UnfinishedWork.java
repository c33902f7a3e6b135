package org.voiceagent.exporter.forget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * The calls that are being forgotten, a file each, so that what was begun can be finished. These
 * files hold ids in clear and are the last to go. Not thread-safe.
 */
final class UnfinishedWork {
  private static final Logger logger = LoggerFactory.getLogger(UnfinishedWork.class);

  /** Below the state folder. */
  private static final String FOLDER = "forgetting";

  /** Made with the first file: its classes cost the start of a daemon 50 ms. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private final Path folder;

  private UnfinishedWork(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder below the state folder, which is there.
   *
   * @throws IOException if it cannot be made
   */
  static UnfinishedWork open(Path state) throws IOException {
    PrivateFile.makeFolder(state.resolve(FOLDER));
    return new UnfinishedWork(state.resolve(FOLDER));
  }

  /**
   * Notes work, or notes more of it.
   *
   * @throws IOException if it is not durable
   */
  void note(Unfinished work) throws IOException {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("call", work.call().value()).put("cause", work.cause().name());
    node.put("begun_at", work.begunAt().toString()).put("counted", work.counted());
    node.put("complete", work.complete());
    ArrayNode files = node.putArray("files");
    work.files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("file", file.file())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256()));
    PrivateFile.write(file(work.request()), node.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Drops work that is done.
   *
   * @throws IOException if its file cannot be deleted
   */
  void done(Unfinished work) throws IOException {
    PrivateFile.delete(file(work.request()));
  }

  /**
   * All work that was begun and not finished. What was being noted when the process ended was not
   * begun, and is deleted.
   *
   * @throws IOException if the folder cannot be read
   */
  List<Unfinished> all() throws IOException {
    List<Unfinished> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        Optional<Unfinished> work =
            name.endsWith(".json")
                ? read(name.substring(0, name.length() - ".json".length()), file)
                : Optional.empty();
        if (work.isEmpty()) {
          logger.warn("{} is no work that was begun and is deleted", file);
          Files.deleteIfExists(file);
        }
        work.ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Unfinished> read(String request, Path file) throws IOException {
    try {
      JsonNode node = Json.MAPPER.readTree(Files.readString(file));
      List<FileDigest> files = new ArrayList<>();
      node.path("files")
          .forEach(
              one ->
                  files.add(
                      new FileDigest(
                          one.path("file").asText(),
                          one.path("bytes").asLong(),
                          one.path("sha256").asText())));
      return Optional.of(
          new Unfinished(
              new CallId(node.path("call").asText()),
              request,
              Receipt.Cause.valueOf(node.path("cause").asText()),
              Instant.parse(node.path("begun_at").asText()),
              node.path("counted").asBoolean(),
              files,
              node.path("complete").asBoolean(true)));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException broken) {
      return Optional.empty();
    }
  }

  private Path file(String request) {
    return folder.resolve(request + ".json");
  }
}
