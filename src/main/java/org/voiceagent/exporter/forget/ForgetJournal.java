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
 * Keeps a file for each call that is being forgotten, so that a later process can finish the job.
 * These files hold ids in clear text and are deleted last. Not thread-safe.
 */
final class ForgetJournal {
  private static final Logger logger = LoggerFactory.getLogger(ForgetJournal.class);

  /** Below the state folder. */
  private static final String FOLDER = "forgetting";

  /** Created with the first file: loading its classes takes 50 ms of a daemon's start. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private final Path folder;

  private ForgetJournal(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the journal below the state folder, which must exist.
   *
   * @throws IOException if it cannot be made
   */
  static ForgetJournal open(Path state) throws IOException {
    PrivateFile.makeFolder(state.resolve(FOLDER));
    return new ForgetJournal(state.resolve(FOLDER));
  }

  /**
   * Writes a job, or writes it again with more files.
   *
   * @throws IOException if it is not durable
   */
  void write(ForgetJob job) throws IOException {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("call", job.call().value()).put("cause", job.cause().name());
    node.put("begun_at", job.begunAt().toString()).put("counted", job.counted());
    node.put("complete", job.complete());
    ArrayNode files = node.putArray("files");
    job.files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("file", file.file())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256()));
    PrivateFile.write(file(job.request()), node.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes a job that is done.
   *
   * @throws IOException if its file cannot be deleted
   */
  void done(ForgetJob job) throws IOException {
    PrivateFile.delete(file(job.request()));
  }

  /**
   * All jobs that were begun and not finished. A file that is not whole is of a job that was not
   * begun, and is deleted.
   *
   * @throws IOException if the folder cannot be read
   */
  List<ForgetJob> all() throws IOException {
    List<ForgetJob> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        Optional<ForgetJob> job =
            name.endsWith(".json")
                ? read(name.substring(0, name.length() - ".json".length()), file)
                : Optional.empty();
        if (job.isEmpty()) {
          logger.warn("deleted {}, which is not the record of a call to forget", file);
          Files.deleteIfExists(file);
        }
        job.ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<ForgetJob> read(String request, Path file) throws IOException {
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
          new ForgetJob(
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
