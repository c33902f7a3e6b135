package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.lake.MissingAddOnException;
import org.voiceagent.exporter.lake.ParquetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the key performance indicators of a period as a table, CSV or JSON. */
@Command(
    name = "analytics-report",
    sortOptions = false,
    sortSynopsis = false,
    aliases = "export",
    description = {
      "Write the indicators of the last 30 days or another period, as a table, CSV, JSON or, with"
          + " the DuckDB add-on, Parquet.",
      "A file is written as a whole or not at all.",
      "In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand extends KpiReport {
  private static final Duration USUAL_PERIOD = Duration.ofDays(30);

  /** What the indicators can be written as; the names are what one types. */
  enum ExportFormat {
    csv,
    json,
    parquet
  }

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Without it, a table to read is printed.")
  private Optional<ExportFormat> export = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of printing.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "LABEL",
      split = ",",
      defaultValue = "day",
      description =
          "Group by pipeline_name, provider_id, model_variant, hour or day; several with commas"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> by = List.of();

  @Mixin private PeriodOptions period = new PeriodOptions();

  ExportCommand() {
    this(InstantSource.system());
  }

  ExportCommand(InstantSource clock) {
    super(clock);
  }

  @Override
  public Integer call() throws IOException {
    boolean parquet = export.filter(ExportFormat.parquet::equals).isPresent();
    if (parquet && output.isEmpty()) {
      throw wrongUse("--export parquet needs a file: name it with --output");
    }
    KpiQuery query = period.query(by, USUAL_PERIOD, now(), this::wrongUse);
    if (parquet) {
      return parquet(query, output.get());
    }
    String text = text(query);
    deliver(text, output);
    return ExitStatus.FINE;
  }

  private int parquet(KpiQuery query, Path file) throws IOException {
    try {
      ParquetFile.ofCsv(asked().kpisAsCsv(query), file);
    } catch (MissingAddOnException e) {
      throw wrongUse(e.getMessage() + "; or use --export csv or --export json");
    }
    say("Wrote " + file + ".");
    return ExitStatus.FINE;
  }

  private String text(KpiQuery query) throws IOException {
    if (export.filter(ExportFormat.csv::equals).isPresent()) {
      return asked().kpisAsCsv(query);
    }
    String json = asked().kpis(query);
    return export.isPresent()
        ? json
        : KpiText.of(KpiRows.of(json), output.isPresent() ? Layout.PLAIN : layout());
  }
}
