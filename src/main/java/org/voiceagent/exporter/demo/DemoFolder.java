package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.demo.FileStep.Mode;

/**
 * The folder of one call on disk.
 *
 * @param path where it is, or will be
 */
record DemoFolder(Path path) {

  /**
   * Carries out one step; the folder is made if it is not there.
   *
   * @throws IOException if it cannot be written
   */
  void write(FileStep step) throws IOException {
    Files.createDirectories(path);
    if (step.mode() == Mode.REPLACE) {
      replace(step.file(), step.text());
    } else {
      Files.writeString(
          path.resolve(step.file()),
          step.text(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /**
   * Writes what all steps together leave behind, as if the last of them had been made then.
   *
   * @throws IOException if it cannot be written
   */
  void writeAll(List<FileStep> steps, Instant lastWritten) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (FileStep step : steps) {
      files.merge(
          step.file(),
          step.text(),
          (before, more) -> step.mode() == Mode.APPEND ? before + more : more);
    }
    Files.createDirectories(path);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path temporary = temporary(file.getKey());
      Files.writeString(temporary, file.getValue());
      Files.setLastModifiedTime(temporary, FileTime.from(lastWritten));
      rename(temporary, file.getKey());
    }
  }

  private void replace(String file, String text) throws IOException {
    Path temporary = temporary(file);
    Files.writeString(temporary, text);
    rename(temporary, file);
  }

  private Path temporary(String file) {
    return path.resolve("." + file + ".tmp");
  }

  private void rename(Path temporary, String file) throws IOException {
    Files.move(
        temporary,
        path.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
