package org.voiceagent.exporter.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.intake.Intake;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.Recorder;
import org.voiceagent.exporter.intake.Wakeup;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.testing.MemoryTotals;

/**
 * A program that counts tickets until it is killed. For each line on its standard input it prints
 * what it has counted so far; it ends with its input.
 */
final class TicketCounter {
  private static final LedgerSettings OFTEN_COMPACTED = new LedgerSettings(3_000, 90, 1_000, 10);

  private TicketCounter() {}

  /**
   * Counts.
   *
   * @param args the folder of the tickets, and the state folder
   */
  public static void main(String[] args) throws Exception {
    MemoryTotals totals = new MemoryTotals();
    Ledger ledger =
        Ledger.open(Path.of(args[1]), OFTEN_COMPACTED, totals, Notes.NONE, LedgerMeter.NONE);
    LabelBudgets budgets = new LabelBudgets(Tickets.CATALOG, 10, () -> {});
    IntakeClock clock = new IntakeClock(InstantSource.system(), System::nanoTime);
    Tickets feed = new Tickets(Path.of(args[0]), ledger, totals, budgets);
    Recorder recorder = new Recorder(ledger, IntakeMeter.NONE, clock);
    Intake intake = new Intake(List.of(feed), recorder, new Wakeup(), clock);
    Thread answers = new Thread(() -> answer(intake, totals), "answers");
    answers.setDaemon(true);
    answers.start();
    intake.run();
  }

  private static void answer(Intake intake, MemoryTotals totals) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (in.readLine() != null) {
        intake.between(() -> System.out.println(line(totals)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      intake.stop();
    }
  }

  private static String line(MemoryTotals totals) {
    StringBuilder line = new StringBuilder();
    for (String queue : TicketKillTest.QUEUES) {
      line.append(totals.sum("tickets_total", queue))
          .append(' ')
          .append(totals.sum("ticket_points_total", queue))
          .append(' ');
    }
    return line.toString().strip();
  }
}
