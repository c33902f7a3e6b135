package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.files.Sha256;

/**
 * Compares every file of a lake with the checksum that was recorded when it was written. Needs no
 * database.
 *
 * @param files how many files there are
 * @param problems what is wrong, one line each
 */
public record LakeVerification(int files, List<String> problems) {

  /**
   * Reads all files of all hosts.
   *
   * @throws IOException if a folder cannot be listed
   */
  public static LakeVerification of(LakeSettings settings) throws IOException {
    List<String> problems = new ArrayList<>();
    int files = 0;
    for (Dataset dataset : Dataset.values()) {
      for (LakeFile file : Lake.files(settings.folder(), dataset)) {
        files++;
        problem(settings.folder(), file).ifPresent(problems::add);
      }
    }
    return new LakeVerification(files, problems);
  }

  private static Optional<String> problem(Path lake, LakeFile file) {
    Path path = file.in(lake);
    try {
      Optional<LakeRecord> record = LakeRecord.read(file.record(lake));
      if (record.isEmpty()) {
        return Optional.of(path + ": its checksum is missing; lake export writes both again");
      }
      String found = Sha256.of(path);
      if (found.equals(record.get().sha256()) || found.equals(record.get().previousSha256())) {
        return Optional.empty();
      }
      return Optional.of(
          "%s: has %d bytes and another checksum than when it was written (%d bytes)"
              .formatted(path, Files.size(path), record.get().bytes()));
    } catch (IOException e) {
      return Optional.of(path + ": cannot be read: " + e.getMessage());
    }
  }
}
