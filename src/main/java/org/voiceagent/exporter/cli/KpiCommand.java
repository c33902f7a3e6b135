package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.voiceagent.exporter.kpi.KpiQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the key performance indicators of a period. */
@Command(
    name = "orchestrator-log",
    sortOptions = false,
    sortSynopsis = false,
    aliases = "kpi",
    description = {
      "Print the key performance indicators of the last 24 hours or another period.",
      "Handle time, resolution, satisfaction, latency percentiles, cache, cost: each with the"
          + " number of calls behind it, and with the reason if there is no value."
    },
    mixinStandardHelpOptions = true)
final class KpiCommand extends KpiReport {
  private static final Duration USUAL_PERIOD = Duration.ofHours(24);

  @SuppressWarnings("UnusedVariable") // there are only indicators to print
  @Option(names = "--metrics", description = "Print the indicators. This is the default.")
  private boolean metrics;

  @Option(
      names = "--by",
      paramLabel = "LABEL",
      split = ",",
      description =
          "Group by pipeline_name, provider_id, model_variant, hour or day; several with commas.")
  private List<String> by = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Mixin private PeriodOptions period = new PeriodOptions();

  KpiCommand() {
    this(InstantSource.system());
  }

  KpiCommand(InstantSource clock) {
    super(clock);
  }

  @Override
  public Integer call() throws IOException {
    KpiQuery query = period.query(by, USUAL_PERIOD, now(), this::wrongUse);
    String json = asked().kpis(query);
    print(format == ReportFormat.json ? json : KpiText.of(KpiRows.of(json), layout()));
    return ExitStatus.FINE;
  }
}
