package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallSession;

/**
 * The calls of a folder that count: finished, and not simulated. Commands that read a folder
 * without a daemon see the same calls as the daemon by this. As thread-safe as the reader.
 *
 * @param sessions the folder with one folder for each call
 * @param reader reads one of them
 */
public record FinishedCalls(Path sessions, SessionReader reader) {
  /**
   * The folders of all calls, finished or not, in no order.
   *
   * @throws IOException if the folder cannot be listed
   */
  public List<Path> folders() throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(sessions, Files::isDirectory)) {
      folders.forEach(all::add);
    }
    return all;
  }

  /**
   * The folders of all calls, finished or not, in the order in which they ended as far as their
   * files show.
   *
   * @throws IOException if the folder cannot be listed
   */
  public List<Path> oldestFirst() throws IOException {
    record Dated(Path folder, long writtenMillis) {}
    return folders().stream()
        .map(folder -> new Dated(folder, CallFormats.builtIn().endedAtMillis(folder)))
        .sorted(Comparator.comparingLong(Dated::writtenMillis).thenComparing(Dated::folder))
        .map(Dated::folder)
        .toList();
  }

  /** The call in a folder; empty if it does not count. */
  public Optional<CallSession> read(Path folder) {
    return reader.read(folder) instanceof Reading.Complete complete
            && !complete.session().isSimulated()
        ? Optional.of(complete.session())
        : Optional.empty();
  }
}
