package org.voiceagent.exporter.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Label;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.catalog.RecordType;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.intake.Feed;
import org.voiceagent.exporter.intake.Submission;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Totals;

/** A kind of record that is no call: support tickets, in lines of {@code time queue points}. */
record Tickets(Path folder, Ledger ledger, Totals totals, LabelBudgets budgets) implements Feed {
  static final Catalog<Ticket> CATALOG =
      Catalog.parse(
          "tickets.yml",
          """
          families:
            - {name: tickets_total, type: counter, scope: fleet, help: Closed tickets.,
               labels: [queue], from: ticket, missing: count, missing_means: never}
            - {name: ticket_points_total, type: counter, scope: fleet, help: Points of tickets.,
               labels: [queue], from: points, missing: count, missing_means: never}
          """,
          new RecordType<>(
              "ticket",
              List.of(new Column("ticket", any -> 1), new Column("points", Ticket::points)),
              List.of(Label.limited("queue", 10, Ticket::queue)),
              Ticket::at));

  record Ticket(Instant at, String queue, double points) {
    static Ticket parse(String line) {
      String[] part = line.split(" ", -1);
      return new Ticket(Instant.parse(part[0]), part[1], Double.parseDouble(part[2]));
    }
  }

  record Column(String key, ToDoubleFunction<Ticket> value) implements Source<Ticket> {
    @Override
    public String description() {
      return key;
    }

    @Override
    public Occurs occurs() {
      return Occurs.ALWAYS;
    }

    @Override
    public void read(Ticket ticket, Sink sink) {
      sink.accept(value.applyAsDouble(ticket), List.of());
    }
  }

  @Override
  public void scan(Turn turn) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        int from = (int) ledger.position(file.getFileName().toString());
        int to = text.lastIndexOf('\n') + 1; // a line without its end is still being written
        List<Ticket> tickets = text.substring(from, to).lines().map(Ticket::parse).toList();
        if (!tickets.isEmpty()) {
          turn.submit(submission(new Mark.UpTo(file.getFileName().toString(), from, to), tickets));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Submission submission(Mark mark, List<Ticket> tickets) {
    List<Change> changes =
        tickets.stream().flatMap(ticket -> CATALOG.changes(ticket, budgets).stream()).toList();
    Instant at = tickets.get(tickets.size() - 1).at();
    Entry entry = new Entry(mark, at, at, Optional.empty(), changes);
    return new Submission(entry, at, () -> totals.add(entry));
  }

  @Override
  public long nextDueNanos() {
    return System.nanoTime() + 2_000_000;
  }
}
