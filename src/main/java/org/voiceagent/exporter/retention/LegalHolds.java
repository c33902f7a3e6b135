package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * The calls under legal hold: nothing of them is deleted, neither by age nor on request, until the
 * hold is released. Each is one file in {@code holds/} of the state folder, so that a command can
 * set one while the daemon runs. Everything is read from the disk whenever it is asked for.
 * Thread-safe.
 */
public final class LegalHolds {
  /** Below the state folder. */
  private static final String FOLDER = "holds";

  private static final String SUFFIX = ".properties";
  private static final String REASON = "reason";
  private static final String SINCE = "since";

  private final Path folder;

  /** The holds of a state folder; nothing is made before the first one is set. */
  public LegalHolds(Path state) {
    this.folder = state.resolve(FOLDER);
  }

  /**
   * A hold on one call.
   *
   * @param reason the operator's words; "" if the file of the hold is damaged
   * @param since when it was set; the epoch if the file of the hold is damaged
   */
  public record Hold(String reason, Instant since) {}

  /**
   * Sets a hold durably, in place of an earlier one on the same call.
   *
   * @throws IOException if it cannot be written; it must not be relied on then
   */
  public void set(CallId call, Hold hold) throws IOException {
    PrivateFile.makeFolder(folder);
    Properties text = new Properties();
    text.setProperty(REASON, hold.reason());
    text.setProperty(SINCE, hold.since().toString());
    StringWriter lines = new StringWriter();
    text.store(lines, null);
    PrivateFile.write(file(call), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Releases a hold.
   *
   * @return false if there is none
   * @throws IOException if it cannot be deleted
   */
  public boolean release(CallId call) throws IOException {
    if (!isHeld(call)) {
      return false;
    }
    PrivateFile.delete(file(call));
    return true;
  }

  /** Whether the call is held. A hold whose file is damaged still holds. */
  public boolean isHeld(CallId call) {
    return Files.exists(file(call));
  }

  /**
   * The hold on a call; empty if there is none.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<Hold> of(CallId call) throws IOException {
    Properties text = new Properties();
    try (var reader = Files.newBufferedReader(file(call))) {
      text.load(reader);
      return Optional.of(
          new Hold(
              text.getProperty(REASON, ""),
              Instant.parse(text.getProperty(SINCE, Instant.EPOCH.toString()))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (java.nio.charset.CharacterCodingException
        | IllegalArgumentException
        | DateTimeException damaged) {
      return Optional.of(new Hold("", Instant.EPOCH));
    }
  }

  /**
   * All held calls in the order of their ids.
   *
   * @throws IOException if the folder is there and cannot be read; nothing may be deleted then
   */
  public Map<CallId, Hold> all() throws IOException {
    Map<CallId, Hold> all = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        Optional<CallId> call = CallId.parse(name.substring(0, name.length() - SUFFIX.length()));
        if (call.isPresent()) {
          of(call.get()).ifPresent(hold -> all.put(call.get(), hold));
        }
      }
    } catch (NoSuchFileException none) {
      return Map.of();
    }
    return all;
  }

  private Path file(CallId call) {
    return folder.resolve(call.value() + SUFFIX);
  }
}
