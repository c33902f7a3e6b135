package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the sessions folder, but only when it can have changed: adding or removing a folder changes
 * its modification time. Not thread-safe.
 */
final class SessionsFolder {
  private static final Logger logger = LoggerFactory.getLogger(SessionsFolder.class);

  /** File systems keep times as coarsely as 2 s, so a fresh time may stand for two changes. */
  private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

  private final Path root;
  private final InstantSource clock;
  private Optional<Instant> listedAtModification = Optional.empty();
  private boolean missingLogged;

  SessionsFolder(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  Path root() {
    return root;
  }

  /**
   * The names in the folder, without temporary ones that begin with a dot. Empty if they are
   * certainly the same as last time, or cannot be listed.
   *
   * @param all whether to list even if they are the same
   */
  Optional<List<String>> names(boolean all) {
    try {
      Instant modified = Files.getLastModifiedTime(root).toInstant();
      if (!all && listedAtModification.filter(modified::equals).isPresent()) {
        return Optional.empty();
      }
      List<String> names = list();
      boolean certain = modified.isBefore(clock.instant().minus(COARSEST_CLOCK));
      listedAtModification = certain ? Optional.of(modified) : Optional.empty();
      missingLogged = false;
      return Optional.of(names);
    } catch (IOException | DirectoryIteratorException e) {
      listedAtModification = Optional.empty();
      if (!missingLogged) {
        logger.warn("cannot list {} ({}); trying again", root, e.getClass().getSimpleName());
        missingLogged = true;
      }
      return Optional.empty();
    }
  }

  private List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
