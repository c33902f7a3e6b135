package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Observations;
import org.voiceagent.exporter.ledger.Totals;

/** Opens ledgers for tests that are about something else. */
public final class Ledgers {
  private Ledgers() {}

  /** A real ledger that knows no call, in a folder that goes when the tests end. */
  public static Ledger fresh() {
    try {
      Path folder = Files.createTempDirectory("ledger");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return in(folder, new MemoryTotals());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ledger in this folder. */
  public static Ledger in(Path folder, Totals totals) {
    try {
      return Ledger.open(
          folder, LedgerSettings.defaults(), totals, Observations.NONE, LedgerMeter.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
