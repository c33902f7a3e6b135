package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files of the journal and of the lake that hold rows of a call. Reads only, and may run
 * beside everything that writes. Thread-safe.
 */
public final class CallRows {
  private static final int MEMORY_MEBIBYTES = 256;

  private final LakeSettings settings;

  /** Rows in the journal of this host, and in the lake of all hosts. */
  public CallRows(LakeSettings settings) {
    this.settings = settings;
  }

  /**
   * A file with rows of a call.
   *
   * @param path where it lies
   * @param tier hot for the journal, warm for the lake
   * @param rows how many rows are of the call
   * @param bytes its size, all rows together
   * @param sha256 its checksum; empty in the journal, which is appended to
   * @param expiresAt when it is due to go
   */
  public record Place(
      Path path,
      TierPlan.Tier tier,
      long rows,
      long bytes,
      Optional<String> sha256,
      Instant expiresAt) {}

  /**
   * Looks for rows of a call.
   *
   * @param calls the ids that the call may have
   * @throws MissingAddOnException if the lake has files and DuckDB is not installed
   * @throws IOException if something cannot be read
   */
  public List<Place> of(Collection<String> calls) throws IOException {
    List<Place> places = new ArrayList<>();
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      Path path = file.in(settings.journal());
      long[] rows = {0};
      JournalFolder.forEachLine(
          path,
          line -> rows[0] += LakeErasure.call(line).filter(calls::contains).isPresent() ? 1 : 0);
      if (rows[0] > 0) {
        places.add(
            new Place(
                path,
                TierPlan.Tier.HOT,
                rows[0],
                Files.size(path),
                Optional.empty(),
                TierPlan.dueAt(file.day(), isDone(file) ? settings.hot() : settings.warm())));
      }
    }
    places.addAll(ofLake(calls));
    return places;
  }

  private List<Place> ofLake(Collection<String> calls) throws IOException {
    List<LakeFile> files = new ArrayList<>();
    for (Dataset dataset : Dataset.JOURNALED) {
      files.addAll(Lake.files(settings.folder(), dataset));
    }
    List<Place> places = new ArrayList<>();
    if (files.isEmpty()) {
      return places;
    }
    Path scratch = Files.createTempDirectory("voice-agent-exporter-rows");
    try (DuckDb database = DuckDb.open(MEMORY_MEBIBYTES, scratch)) {
      database.table("wanted", "call", calls);
      for (LakeFile file : files) {
        Path path = file.in(settings.folder());
        long rows = database.rowsOf("wanted", path);
        if (rows > 0) {
          places.add(
              new Place(
                  path,
                  TierPlan.Tier.WARM,
                  rows,
                  Files.size(path),
                  LakeRecord.read(file.record(settings.folder())).map(LakeRecord::sha256),
                  TierPlan.dueAt(file.day(), settings.warm())));
        }
      }
    } finally {
      Files.deleteIfExists(scratch);
    }
    return places;
  }

  private boolean isDone(JournalFile file) throws IOException {
    for (Dataset dataset : Dataset.JOURNALED) {
      if (dataset.label().equals(file.dataset())) {
        List<Path> day =
            JournalFolder.days(settings.journal(), dataset).getOrDefault(file.day(), List.of());
        return LakeExport.isDone(
            settings.folder(),
            new LakeFile(dataset, file.day(), settings.host()),
            JournalFolder.sizes(day));
      }
    }
    return false;
  }
}
