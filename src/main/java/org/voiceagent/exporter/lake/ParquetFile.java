package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes tables as Parquet. */
public final class ParquetFile {
  private static final int MEMORY_MEBIBYTES = 256;

  private ParquetFile() {}

  /**
   * Writes a table of CSV, whose first line names the columns. Numbers, flags and times become
   * such. The file is there as a whole or not at all.
   *
   * @throws MissingAddOnException if DuckDB is not installed
   * @throws IOException if it cannot be written
   */
  public static void ofCsv(String csv, Path file) throws IOException {
    Path scratch = Files.createTempDirectory("voice-agent-exporter-parquet");
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Path source = scratch.resolve("table.csv");
    try (DuckDb database = DuckDb.open(MEMORY_MEBIBYTES, scratch)) {
      Files.writeString(source, csv);
      database.run(
          "COPY (FROM read_csv(%s, header = true)) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(DuckDb.quoted(source), DuckDb.quoted(part)));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(source);
      Files.deleteIfExists(scratch);
    }
  }
}
