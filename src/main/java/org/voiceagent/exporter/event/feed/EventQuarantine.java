package org.voiceagent.exporter.event.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * Keeps the newest rejected lines in the state folder, so that an operator can see what is wrong
 * with them: without values, redacted, cut, and within limits of size, age and number a second. Any
 * thread may add; one thread writes.
 */
public final class EventQuarantine {
  private static final Logger logger = LoggerFactory.getLogger(EventQuarantine.class);

  /** The folder in the state folder. */
  static final String FOLDER = "events";

  private static final String NEWER = "quarantine.jsonl";
  private static final String OLDER = "quarantine.1.jsonl";

  /** Lines that wait to be written; more than this are counted, and not kept. */
  private static final int WAITING = 200;

  private static final int LONGEST = 1_000;

  private final Path folder;
  private final Redactor redactor;
  private final Keeping keeping;
  private final InstantSource clock;
  private final TailMeter meter;
  private final Queue<RejectedLine> waiting = new ArrayBlockingQueue<>(WAITING);
  private boolean failing;

  /**
   * What is kept.
   *
   * @param content whether lines are kept; if not, only where they are and why they are rejected,
   *     because redaction on ingest allows no text on disk that cannot be redacted
   * @param mostBytes how much is kept in all
   * @param longest how long a line is kept; empty for no limit
   */
  public record Keeping(boolean content, long mostBytes, Optional<Duration> longest) {}

  /**
   * @param state the state folder
   * @param redactor replaces personal data in lines
   * @param keeping the limits
   * @param meter is told of the size
   */
  public EventQuarantine(
      Path state, Redactor redactor, Keeping keeping, InstantSource clock, TailMeter meter) {
    this.folder = state.resolve(FOLDER);
    this.redactor = redactor;
    this.keeping = keeping;
    this.clock = clock;
    this.meter = meter;
  }

  /** Takes a line, unless too many wait. */
  void add(RejectedLine line) {
    waiting.offer(line);
  }

  /** Writes what waits, and removes what is too old. Called again and again by one thread. */
  void write() {
    try {
      removeOld();
      if (!waiting.isEmpty()) {
        PrivateFile.makeFolder(folder);
        StringBuilder lines = new StringBuilder();
        for (RejectedLine next = waiting.poll(); next != null; next = waiting.poll()) {
          lines.append(json(next)).append('\n');
        }
        append(lines.toString().getBytes(StandardCharsets.UTF_8));
      }
      failing = false;
    } catch (IOException e) {
      waiting.clear();
      if (!failing) {
        logger.warn("rejected lines of events cannot be kept in {}: {}", folder, e.toString());
      }
      failing = true;
    }
  }

  private ObjectNode json(RejectedLine line) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("rejected_at", line.at().toString())
            .put("reason", line.reason().label())
            .put("why", line.why())
            .put("file", line.file())
            .put("position", line.position());
    if (keeping.content()) {
      String text = redactor.redact(MaskedLine.of(line.line())).text();
      json.put("line", text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
    return json;
  }

  private void append(byte[] lines) throws IOException {
    Path newer = folder.resolve(NEWER);
    if (size(newer) + lines.length > keeping.mostBytes() / 2) {
      Files.deleteIfExists(folder.resolve(OLDER));
      if (Files.exists(newer)) {
        Files.move(newer, folder.resolve(OLDER), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    if (lines.length <= keeping.mostBytes() / 2) {
      if (!Files.exists(newer)) {
        PrivateFile.write(newer, new byte[0]);
      }
      try (FileChannel channel =
          FileChannel.open(newer, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND))) {
        ByteBuffer left = ByteBuffer.wrap(lines);
        while (left.hasRemaining()) {
          channel.write(left);
        }
      }
    }
    meter.eventQuarantine(size(newer) + size(folder.resolve(OLDER)));
  }

  /**
   * A file goes once its newest line is too old; the newer file may have older lines until then.
   */
  private void removeOld() throws IOException {
    if (keeping.longest().isEmpty() || !Files.isDirectory(folder)) {
      return;
    }
    Instant oldest = clock.instant().minus(keeping.longest().get());
    for (String name : Set.of(NEWER, OLDER)) {
      Path file = folder.resolve(name);
      if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
        Files.delete(file);
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
