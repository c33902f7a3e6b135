package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.lake.Dataset;
import org.voiceagent.exporter.lake.LakeDump;
import org.voiceagent.exporter.lake.LakeExport;
import org.voiceagent.exporter.lake.LakeQuery;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.MissingAddOnException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes closed days of the journal into the lake. */
@Command(
    name = "export",
    description = {
      "Write the days of the journal that are over into the lake, as Parquet.",
      "A day that got more rows since is written again. Needs the DuckDB add-on.",
      "With --to, write nothing there, but print everything for the client of another database."
    },
    mixinStandardHelpOptions = true)
final class LakeExportCommand implements Callable<Integer> {
  private static final int MEMORY_MEBIBYTES = 1_024;
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Option(
      names = "--with-today",
      description = "Write the day that is not over, too; it is written again later.")
  private boolean withToday;

  @Option(
      names = "--to",
      paramLabel = "DATABASE",
      description =
          "postgres or clickhouse: print tables and rows, for psql or clickhouse-client to read.")
  private Optional<Database> to = Optional.empty();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      defaultValue = "calls",
      description = "With --to: calls, events or daily (default: ${DEFAULT-VALUE}).")
  private Table table = Table.calls;

  /** A database to print for; the names are what one types. */
  enum Database {
    postgres(LakeDump.Target.POSTGRES),
    clickhouse(LakeDump.Target.CLICKHOUSE);

    private final LakeDump.Target target;

    Database(LakeDump.Target target) {
      this.target = target;
    }
  }

  /** A table to print; the names are what one types. */
  enum Table {
    calls(Dataset.CALLS),
    events(Dataset.EVENTS),
    daily(Dataset.DAILY);

    private final Dataset dataset;

    Table(Dataset dataset) {
      this.dataset = dataset;
    }
  }

  @Override
  public Integer call() throws IOException {
    Optional<LakeSettings> settings = options.settings();
    if (settings.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    try {
      if (to.isPresent()) {
        try (LakeQuery lake = LakeQuery.open(settings.get(), MEMORY_MEBIBYTES)) {
          LakeDump.write(lake, table.dataset, to.get().target, spec.commandLine().getOut());
        }
      } else {
        export(settings.get());
      }
      return ExitStatus.FINE;
    } catch (MissingAddOnException e) {
      spec.commandLine().getErr().println("voice-agent-exporter: " + e.getMessage());
      return ExitStatus.WRONG_USE;
    }
  }

  private void export(LakeSettings settings) throws IOException {
    Instant now = InstantSource.system().instant();
    List<LakeExport.Written> written =
        new LakeExport(settings).run(withToday ? now.plus(TWO_DAYS) : now);
    PrintWriter out = spec.commandLine().getOut();
    written.forEach(
        one ->
            out.printf(
                "%s %s: %d rows, %d bytes%n",
                one.dataset().label(), one.day(), one.rows(), one.bytes()));
    out.println(written.isEmpty() ? "Nothing is new." : "Wrote " + written.size() + " files.");
    out.flush();
  }
}
