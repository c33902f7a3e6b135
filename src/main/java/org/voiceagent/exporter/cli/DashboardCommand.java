package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the executive view, or writes it as a page to print. */
@Command(
    name = "business-dashboard",
    aliases = "dashboard",
    description = {
      "Print the executive view: the last 30 days beside the 30 days before.",
      "Indicators with their trend, by pipeline, what is unusual, what to change first.",
      "--html makes a page of its own with charts; a browser prints it as PDF."
    },
    mixinStandardHelpOptions = true)
final class DashboardCommand extends KpiReport {
  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many days, 1 to 45 (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--html", description = "Make a page instead of a text.")
  private boolean html;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of printing.")
  private Optional<Path> output = Optional.empty();

  DashboardCommand() {
    this(InstantSource.system());
  }

  DashboardCommand(InstantSource clock) {
    super(clock);
  }

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > 45) {
      throw wrongUse("--days must be from 1 to 45: the history holds 90 days");
    }
    Dashboard dashboard = Dashboard.ask(asked(), now(), days);
    Layout layout = output.isPresent() ? Layout.PLAIN : layout();
    String text = html ? DashboardHtml.of(dashboard) : DashboardText.of(dashboard, layout);
    deliver(text, output);
    return ExitStatus.FINE;
  }
}
