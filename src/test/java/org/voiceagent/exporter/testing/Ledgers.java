package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.ledger.Totals;

/** Opens ledgers for tests that are about something else. */
public final class Ledgers {
  /** Remembers calls, but the name of none. */
  public static final LedgerSettings NAMELESS = new LedgerSettings(4 << 20, 90, 2_000_000, 0);

  private Ledgers() {}

  /** A real ledger that knows no call, in a folder that goes when the tests end. */
  public static CountedCalls fresh() {
    try {
      Path folder = Files.createTempDirectory("ledger");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return in(folder, new MemoryTotals());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ledger in this folder. */
  public static CountedCalls in(Path folder, Totals totals) {
    return in(folder, LedgerSettings.defaults(), totals);
  }

  /** The ledger in this folder, which remembers calls only as counted. */
  public static CountedCalls in(Path folder, LedgerSettings settings, Totals totals) {
    try {
      Ledger ledger = Ledger.open(folder, settings, totals, Notes.NONE, LedgerMeter.NONE);
      return new CountedCalls(ledger, CallNames.asTheyAre(), !ledger.isEmpty());
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
