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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Goes through the sessions folder in passes, a few names at a time, to find folders of calls that
 * were counted long ago and have got a new file since, such as the answer to a survey. Only the
 * time of each folder is looked at, so a pass over many folders is cheap. Not thread-safe.
 */
final class OlderFolders {
  private static final int AT_A_TIME = 1_000;

  /** A file server's clock may be behind by this. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  /** The last pass before a restart may have begun so long before and not have ended. */
  private static final Duration PASS = Duration.ofDays(2);

  private final Path root;
  private final InstantSource clock;
  private Instant since;

  /** The same for the next pass: when this one began. */
  private Instant sinceThen;

  private Optional<DirectoryStream<Path>> open = Optional.empty();
  private Iterator<Path> left = List.<Path>of().iterator();

  /**
   * @param ranUntil until when a daemon ran before; the epoch if none did
   */
  OlderFolders(Path root, InstantSource clock, Instant ranUntil) {
    this.root = root;
    this.clock = clock;
    this.since =
        ranUntil.equals(Instant.EPOCH) ? clock.instant().minus(CLOCKS) : ranUntil.minus(PASS);
    this.sinceThen = since;
  }

  /** Folders among those given last that have not changed since then need not be read. */
  Instant since() {
    return since;
  }

  /**
   * The next names.
   *
   * @param wanted which of them to give
   */
  List<String> next(Predicate<String> wanted) {
    List<String> names = new ArrayList<>();
    try {
      if (open.isEmpty()) {
        begin();
      }
      for (int i = 0; i < AT_A_TIME && left.hasNext(); i++) {
        String name = left.next().getFileName().toString();
        if (wanted.test(name)) {
          names.add(name);
        }
      }
      if (!left.hasNext()) {
        end();
      }
    } catch (IOException | DirectoryIteratorException again) {
      sinceThen = since;
      end();
    }
    return names;
  }

  @SuppressWarnings("StreamResourceLeak") // end() closes it
  private void begin() throws IOException {
    since = sinceThen;
    sinceThen = clock.instant().minus(CLOCKS);
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    open = Optional.of(stream);
    left = stream.iterator();
  }

  private void end() {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (IOException gone) {
      // It is read from the start again in any case.
    } finally {
      open = Optional.empty();
    }
  }
}
