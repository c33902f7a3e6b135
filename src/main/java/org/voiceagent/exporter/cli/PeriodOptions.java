package org.voiceagent.exporter.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.kpi.KpiQuery;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which calls a report of key performance indicators is about. */
final class PeriodOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The start: 24h (ago), a date, or a time in UTC such as 2026-11-30T08:00:00Z.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "now",
      description = "The end, in the same form (default: ${DEFAULT-VALUE}).")
  private String to;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only calls of this pipeline.")
  private Optional<String> pipeline = Optional.empty();

  @Option(names = "--provider", paramLabel = "NAME", description = "Only calls of this provider.")
  private Optional<String> provider = Optional.empty();

  @Option(names = "--model", paramLabel = "NAME", description = "Only calls of this model.")
  private Optional<String> model = Optional.empty();

  /**
   * The question that the options ask.
   *
   * @param by what to group by
   * @param usual how long the period is if no start is given
   * @param now the present
   * @param wrongUse makes the exception of a wrong value
   */
  KpiQuery query(
      List<String> by, Duration usual, Instant now, Function<String, ParameterException> wrongUse) {
    Instant end =
        TimeOption.parse(to, now)
            .orElseThrow(() -> wrongUse.apply("--to must be " + TimeOption.FORM));
    Instant start =
        from.map(
                text ->
                    TimeOption.parse(text, now)
                        .orElseThrow(() -> wrongUse.apply("--from must be " + TimeOption.FORM)))
            .orElse(end.minus(usual));
    try {
      return new KpiQuery(start, end, by, where());
    } catch (IllegalArgumentException e) {
      throw wrongUse.apply(
          start.isBefore(end) ? "--by: " + e.getMessage() : "--from must be before --to");
    }
  }

  private Map<String, String> where() {
    Map<String, String> where = new LinkedHashMap<>();
    pipeline.ifPresent(name -> where.put("pipeline_name", name));
    provider.ifPresent(name -> where.put("provider_id", name));
    model.ifPresent(name -> where.put("model_variant", name));
    return where;
  }
}
