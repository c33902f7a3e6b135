package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.voiceagent.exporter.artifact.FinishedCalls;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.cost.CostDimension;
import org.voiceagent.exporter.cost.CostSums;
import org.voiceagent.exporter.cost.PriceTable;
import org.voiceagent.exporter.cost.Pricing;
import org.voiceagent.exporter.cost.Reconciliation;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what the calls in a folder cost. */
@Command(
    name = "cost",
    description = {
      "Print what the calls in the sessions folder cost, in exact decimals.",
      "For each component it takes what the engine billed, else what the usage costs by your table"
          + " of prices.",
      "Exit status 1: a part of a call has no price, or --reconcile found a difference."
    },
    mixinStandardHelpOptions = true)
final class ReportCost implements Callable<Integer> {
  private static final Path USUAL_SESSIONS = Path.of("monitoring", "call_sessions");
  private static final Path USUAL_PRICES = Path.of("monitoring", "prices.yml");

  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description = "The folder engines drop calls into (default: monitoring/call_sessions).")
  private Path sessions = USUAL_SESSIONS;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Your table of prices (default: monitoring/prices.yml, if it is there).")
  private Optional<Path> named = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, by UTC, such as 2026-01-31.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "The day after the last one, by UTC.")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "DIMENSION",
      split = ",",
      defaultValue = "component",
      description =
          "What to add up by: component, provider, model, pipeline_name, day; several with commas"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> by = List.of();

  @Option(
      names = "--reconcile",
      description = "Set each vendor's own bill beside what your prices give for the same calls.")
  private boolean reconcile;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(sessions)) {
      throw new ParameterException(spec.commandLine(), sessions + ": there is no such folder");
    }
    List<CostDimension> dimensions = by.stream().map(this::dimension).toList();
    Optional<PriceTable> table = table();
    if (table.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    Pricing pricing = new Pricing(table.get());
    Layout layout = Layout.of(spec.commandLine(), System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    boolean found;
    if (reconcile) {
      Reconciliation bills = new Reconciliation(pricing);
      forEachCall(bills::add);
      out.print(CostText.of(bills, layout));
      found = bills.rows().stream().anyMatch(row -> row.difference().signum() != 0);
      found |= !bills.left().isEmpty();
    } else {
      CostSums sums = new CostSums(dimensions);
      forEachCall(call -> sums.add(call, pricing.of(call)));
      out.print(CostText.of(sums, dimensions, layout));
      found = !sums.unpriced().isEmpty();
    }
    out.flush();
    return found ? ExitStatus.FOUND : ExitStatus.FINE;
  }

  private CostDimension dimension(String word) {
    for (CostDimension dimension : CostDimension.values()) {
      if (dimension.label().equals(word.strip())) {
        return dimension;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--by must be component, provider, model, pipeline_name or day");
  }

  /** The table; empty, and every mistake said, if it cannot be used. */
  private Optional<PriceTable> table() {
    Path file = named.orElse(USUAL_PRICES);
    if (named.isEmpty() && !Files.exists(file)) {
      return Optional.of(PriceTable.empty());
    }
    Problems problems = new Problems();
    PriceTable table = PriceTable.load(file, problems);
    problems.list().forEach(spec.commandLine().getErr()::println);
    return problems.none() ? Optional.of(table) : Optional.empty();
  }

  private void forEachCall(Consumer<CallSession> use) throws IOException {
    FinishedCalls calls =
        new FinishedCalls(
            sessions.toAbsolutePath(),
            new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF));
    for (Path folder : calls.folders()) {
      calls.read(folder).filter(session -> isInTime(session.endedAt())).ifPresent(use);
    }
  }

  private boolean isInTime(Instant ended) {
    LocalDate day = ended.atOffset(ZoneOffset.UTC).toLocalDate();
    return from.filter(day::isBefore).isEmpty() && to.filter(end -> !day.isBefore(end)).isEmpty();
  }
}
